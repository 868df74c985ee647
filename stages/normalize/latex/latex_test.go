package latex

import (
	"testing"
)

var cases = []struct{ name, in, want string }{
	{"clean text", "A plain sentence, with 3 figures: 2.5x and 40%.", "A plain sentence, with 3 figures: 2.5x and 40%."},
	{"empty", "", ""},
	{"only blanks", " \n\t ", ""},

	{"hard wraps", "one\ntwo\r\n  three\n", "one two three"},
	{"runs of blanks", "  a  b   c ", "a b c"},
	{"odd blanks", "a\u00a0b\u2009c\u3000d\u2028e", "a b c d e"},

	{"escapes", `50\% of R\&D, a\_b, \#1, \$5`, "50% of R&D, a_b, #1, $5"},
	{"control space", `et al.\ say`, "et al. say"},
	{"line break", `first\\ second`, "first second"},
	{"runs of backslashes stay", `\\\%, \\\\\\x`, `\\\%, \\\\\\x`},
	{"escaped once too often", `86\\% and 2\\times more`, "86% and 2× more"},
	{"discretionary hyphen", `hyper\-parameter`, "hyperparameter"},
	{"thin space groups digits", `1\,600 scenes in 5\,ms`, "1,600 scenes in 5 ms"},
	{"braced comma groups digits", `1{,}000 and $2{,}500$`, "1,000 and 2,500"},

	{"tie", `Figure~3 by~Smith and 10~ms`, "Figure 3 by Smith and 10 ms"},
	{"about", `needs ~25\% (~3x), $\sim$25\%`, "needs ∼25% (∼3x), ∼25%"},
	{"range with tilde", "3~5x and 94% ~ 96%", "3~5x and 94% ~ 96%"},
	{"about a command's figure", `~\textbf{30\%} and~\textbf{x} (~\cite{a}) of ~\$5, 5~$\mu$m`, "∼30% and x of ∼$5, 5 μm"},
	{"home folder", "in ~/data and /~user/", "in ~/data and /~user/"},
	{"accented tilde as about", `\~30\% less, \textasciitilde 2x`, "∼30% less, ∼ 2x"},

	{"dashes", "2--3 words --- and more---or less -- so", "2–3 words — and more—or less – so"},
	{"flags stay", "run with --verbose (--fast) or `--x`", "run with --verbose (--fast) or `--x`"},
	{"rulers and comments stay", "----- <!-- x --> a->b", "----- <!-- x --> a->b"},
	{"quotes", "``a b'' and ``c\" but 5'' and f''", "“a b” and “c” but 5'' and f''"},
	{"code quotes stay", "``x`` and ```y```", "``x`` and ```y```"},

	{"accents", `caf\'e, \"{o}, Fran\c{c}ois, \v s, \'{\i}, na\"ive, {\'e}, {\"{U}}ber, \~n, \H{o}, \r{a}, Mah\={a}`, "café, ö, François, š, í, naïve, é, Über, ñ, ő, å, Mahā"},
	{"special letters", `S\o ren, Stra\ss e, \L{}\'od\'z, \AA{}s, {\ae}on`, "Søren, Straße, Łódź, Ås, æon"},
	{"unit keeps its blank", `5 \AA wide`, "5 Å wide"},
	{"no accent", `named\b based \b geometric`, `named\b based \b geometric`},
	{"no letter under the accent", `anve* \'91`, `anve* \'91`},
	{"quoting from a program", `it\'s a \"smart idea\" in T\"ubingen`, `it's a "smart idea" in Tübingen`},
	{"mangled Greek", `(\r{ho} = 0.34, 360{\deg}rotation, {\theta})`, "(ρ = 0.34, 360°rotation, θ)"},

	{"styles", `\textbf{A}daptive \emph{B} {\em in context} {\bf x} \textsc{Net}, \texttt{a\_b}`, "Adaptive B in context x Net, a_b"},
	{"nested styles", `\underline{\textbf{Fed}}erated \textbf{\emph{x} y}`, "Federated x y"},
	{"coloured", `\textcolor{red}{now} {\color{blue} then}`, "now then"},
	{"unknown command stays", `\ours{} beats \method{A} by 2\times`, `\ours{} beats \method{A} by 2×`},
	{"unbalanced style stays", `\textbf{MoE with`, `\textbf{MoE with`},
	{"other groups stay", `{A, B} and {GPT}-4`, `{A, B} and {GPT}-4`},
	{"lost braces", `the \emphlinear case of \textitSomeGrad`, "the linear case of SomeGrad"},
	{"abbreviations", `\eg, this; \ie~that; Smith \etal say, \etc.`, "e.g., this; i.e. that; Smith et al. say, etc."},
	{"citations go", `as in~\cite{foo2020}. By \citep[p.~3]{b} and Sec.~\ref{s1}. One (\cite{c}), two.`, "as in. By and Sec. One, two."},
	{"footnote", `on GitHub\footnote{See the docs.}.`, "on GitHub (See the docs.)."},
	{"superscript commands", `FA\textsuperscript{3}-X, 4\textsuperscript{th}, CO\textsubscript{2}`, "FA^3-X, 4th, CO_2"},

	{"url", `at\url{https://a.org/b\_c~d--e%20f}.`, "at https://a.org/b_c~d--e%20f."},
	{"bare url", `see https://a.org/b\_c/~me/x--y?z=1&amp;w=2, then 3--4`, "see https://a.org/b_c/~me/x--y?z=1&w=2, then 3–4"},
	{"slashes escaped", `https:\/\/a.org\/b`, "https://a.org/b"},
	{"link without scheme", `github.com/a/b--c\_d and www.x.edu/~me`, "github.com/a/b--c_d and www.x.edu/~me"},
	{"tie before url", `at~https://a.org/x.`, "at https://a.org/x."},
	{"cut-off url", `code: \url{https://github.com/a/b.gi`, "code: https://github.com/a/b.gi"},
	{"zero width inside url stays", "https://a.org/x\u200by and a\u200bb", "https://a.org/x\u200by and ab"},
	{"listing's brace after url", "https://a.org/Net/{this http URL}.", "https://a.org/Net/{this http URL}."},
	{"link as an anchor", `Page: \hyperlink{https://a.org/x}{here}, see \hyperlink{sec:1}{there}.`, "Page: here (https://a.org/x), see there."},
	{"href", `\href{https://a.org/x}{our page} and \href{https://a.org/}{a.org}`, "our page (https://a.org/x) and https://a.org/"},
	{"footnote url", `code\footnote{\url{https://a.org/x}} here`, "code (https://a.org/x) here"},
	{"coloured url", `at \emph{\textcolor{magenta}{https://a.org/x}}`, "at https://a.org/x"},

	{"times", `2.4 $\times$, $2.4\times$, 2.4$\times$ faster, $256 \times 256$, $256\times 256$`, "2.4 ×, 2.4×, 2.4× faster, 256 × 256, 256×256"},
	{"relations", `$\le 3$, $\geq5$, $\approx$2, $\pm 0.3$, $a \to b$, $\rightarrow$`, "≤3, ≥5, ≈2, ±0.3, a → b, →"},
	{"powers", `$10^{5}$, $10^{-3}$, M$^3$Net, $x^{2k+1}$, 5$^\circ$, 4$^{th}$, km$^2$`, "10^5, 10^-3, M^3Net, x^{2k+1}, 5°, 4th, km^2"},
	{"subscripts", `$x_i$, $F_1$, $x_{ij}$, $L_{p,q}$, $x_{i}y$`, "x_i, F_1, x_ij, L_{p,q}, x_{i}y"},
	{"complexity", `$\mathcal{O}(n \log n)$, $\tilde{O}(\sqrt{T})$, $O(n\log n)$, $O(1/\sqrt{n+1})$`, "O(n log n), Õ(√T), O(n log n), O(1/√(n+1))"},
	{"sets", `$x \in \mathbb{R}^d$, $\ell_\infty$, $\{0,1\}$`, "x ∈ ℝ^d, ℓ_∞, {0,1}"},
	{"blanks in formulas", `$\tau \geq \gamma$, 5 $\mu m$, $a\le b$, $\rho = 1$, $\rho >1$`, "τ ≥ γ, 5 μm, a≤b, ρ = 1, ρ>1"},
	{"fractions", `$\frac{1}{2}$, $\frac{a+b}{c}$, $1\frac{1}{2}$, $\frac{1}{2}x$`, "1/2, (a+b)/c, 1 1/2, (1/2)x"},
	{"accents in formulas", `$\hat{x}$, $\bar y$`, "x̂, ȳ"},
	{"percent", `$10\%$, 10$\%$`, "10%, 10%"},
	{"text in formulas", `$5\,\text{ms per step}$, $\text{AV}^2\text{A}$, $\textbf{A}$daptive`, "5 ms per step, AV^2A, Adaptive"},
	{"sized brackets", `$\left(\frac{1}{2}\right)$`, "(1/2)"},
	{"code points", `water$\unicode{x2013}$air`, "water–air"},
	{"brackets", `\(n^2\) and \[a+b\]`, "n^2 and a+b"},
	{"display", `$$a = b$$`, "a = b"},
	{"link in dollars", `at $\href{https://a.org/x}{\text{here}}$.`, "at here (https://a.org/x)."},
	{"unknown macro keeps its dollars", `$\foo{x} + \alpha$ and $\alpha$`, `$\foo{x} + \alpha$ and α`},
	{"amounts stay", "from $5 million to $10 million, $0.25 per hour, $1M-$2M, US$5", "from $5 million to $10 million, $0.25 per hour, $1M-$2M, US$5"},
	{"amount before formula", `costs $5 and $k$ is 3`, `costs $5 and k is 3`},
	{"escaped amounts", `\$48-\$74 and \$100`, "$48-$74 and $100"},

	{"glued times", "2.4times and 384times384 on 8timesRTX, 2.4 times faster, 3timestamps", "2.4× and 384×384 on 8×RTX, 2.4 times faster, 3timestamps"},
	{"glued about", "sim25% and sim2\\% but sim2real, approx2x", "∼25% and ∼2% but sim2real, ≈2x"},
	{"glued relations", "geq3 and leq5, 0.9pm0.1, pm2.5 at 5pm", "≥3 and ≤5, 0.9±0.1, pm2.5 at 5pm"},
	{"stripped commands", "mathcal{O}(n) and textbf{bold}, mathbb{R}, 360^circ, 10^{15}, M^{3}Net, Phi^{max}", "O(n) and bold, ℝ, 360°, 10^15, M^3Net, Phi^max"},

	{"entities", "a &lt; b &amp;amp; c&#39;s &#x2013; R&D; &foo; AT&T", "a < b & c's – R&D; &foo; AT&T"},
	{"tags", "<i>x</i> y<br/>z CO<sub>2</sub> 10<sup>5</sup> 4<sup>th</sup> <think> </s>", "x y z CO_2 10^5 4th <think> </s>"},
	{"escaped tags", "&lt;i&gt;x&lt;/i&gt;", "x"},
	{"compose", "cafe\u0301 \u2126", "café Ω"},
	{"invisible", "a\u00adb\ufeffc\u200bd", "abcd"},
	{"emoji joiner stays", "👩\u200d🔬", "👩\u200d🔬"},
	{"ligatures", "e\ufb03cient", "efficient"},
	{"broken encoding", "a\xffb\xc3", "a\uFFFDb\uFFFD"},
}

func TestClean(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := Clean(c.in)
			if got != c.want {
				t.Errorf("Clean(%q)\n got %q\nwant %q", c.in, got, c.want)
			}
			if again := Clean(got); again != got {
				t.Errorf("not idempotent: %q, then %q", got, again)
			}
			if app := string(Append([]byte("x "), c.in)); app != "x "+got {
				t.Errorf("Append gives %q, Clean %q", app, got)
			}
		})
	}
}
