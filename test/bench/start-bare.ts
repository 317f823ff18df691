import Database from 'better-sqlite3';

/** The floor of a start: opens the encrypted file and reads one row. in: path, key in hex. Says milliseconds. */
const [path = '', key = ''] = process.argv.slice(2);
const db = new Database(path);
db.pragma("cipher='aegis'");
db.pragma(`key="x'${key}'"`);
db.prepare("SELECT state FROM city WHERE id = 'city'").pluck().get();
console.log(JSON.stringify({ milliseconds: performance.now(), megabytes: 0 }));
