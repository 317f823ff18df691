import './no-eval.ts';

import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { keepDraftsOnLeaving } from './drafts.ts';
import { applyColours } from './look.ts';
import { guardKeys } from './parts/keys.ts';
import { listenForScans } from './parts/scanner.ts';
import { chooseFont } from './type-size.ts';
import './style/fonts.css';
import './style/base.css';
import './style/parts.css';
import './style/problem.css';
import './style/frame.css';
import './style/tables.css';
import './style/screens.css';
import './style/lists.css';
import './style/sell.css';
import './style/slip.css';
import './style/stock.css';
import './style/entrance.css';
import './style/people.css';
import './style/look.css';
import './style/advice.css';
import './style/backup.css';
import './style/scan.css';
import './style/closing.css';
import './style/narrow.css';
import './style/print.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
chooseFont();
applyColours('plain');
// First the scanner's ear: it hears a key before any field acts on it.
listenForScans(window);
guardKeys(window);
keepDraftsOnLeaving(window);
createRoot(root).render(<App />);
