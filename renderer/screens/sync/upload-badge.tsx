import { Badge } from '../../parts/badge.tsx';
import { uploadedInWords } from './words.ts';

/** 待上传 or 已上传. */
export function UploadBadge({ uploaded }: { readonly uploaded: boolean | null }) {
  if (uploaded === null) return null;
  return <Badge tone={uploaded ? 'good' : 'open'}>{uploadedInWords(uploaded)}</Badge>;
}
