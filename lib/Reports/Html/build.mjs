// Bundles src/ to dist/report.js and dist/report.css.
//   node build.mjs          builds; gets the bundler from npm if it is missing. Without a bundler, the checked-in files stay.
//   node build.mjs --check  exit code 1 if dist/ differs from the build of src/, 2 if there is no bundler
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const isCheck = process.argv.includes('--check');

async function bundler() {
    try {
        return await import('esbuild');
    } catch {
        const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
        const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
        execFileSync(npm, words, { cwd: here, stdio: 'ignore', timeout: 120_000, shell: process.platform === 'win32' });
        return await import('esbuild');
    }
}

async function bundle(esbuild) {
    const built = await esbuild.build({
        absWorkingDir: here,
        entryPoints: { report: 'src/main.js' },
        bundle: true,
        minify: true,
        write: false,
        outdir: 'dist',
        format: 'iife',
        target: ['chrome100', 'firefox100', 'safari15'],
        charset: 'ascii',
        banner: { js: '/* NetAudit (MIT); with dagre and graphlib, Copyright (c) 2012-2014 Chris Pettitt (MIT) */' },
        legalComments: 'inline',
        logLevel: 'warning',
    });
    return new Map(built.outputFiles.map(file => [file.path.replaceAll('\\', '/').split('/').at(-1), escapeControls(file.text)]));
}

/** Escapes control characters, which the bundler leaves in strings. A report has none. */
function escapeControls(text) {
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, letter => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

let esbuild;
try {
    esbuild = await bundler();
} catch (error) {
    console.log(`html report: esbuild can't be had (${String(error.message).split('\n')[0]}); the built page stays as it is`);
    process.exit(isCheck ? 2 : 0);
}

let differs = false;
for (const [name, text] of await bundle(esbuild)) {
    if (text.includes('</script') || text.includes('</style')) {
        throw new Error(`${name} would end its own element in a page`);
    }

    const path = join(here, 'dist', name);
    if (isCheck) {
        const there = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
        differs ||= there !== text;
    } else {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
    }
}

if (differs) {
    console.log('html report: dist/ is not what src/ makes; run node lib/Reports/Html/build.mjs');
    process.exit(1);
}
