package latex

// kind says how a command is read.
type kind uint8

const (
	unknown    kind = iota
	symbol          // stands for text
	letter          // stands for text, eats the blank after it: Stra\ss e
	function        // a name in a formula: \log
	word            // an abbreviation that most papers define alike: \eg
	accent          // puts text, a combining mark, on its argument
	hat             // the same in formulas
	style           // {X} is X
	font            // the same, in formulas also without braces: \mathcal O
	styled          // {…}{X} is X: \textcolor{red}{X}
	toggle          // changes the font, prints nothing: {\em X}
	nothing         // prints nothing
	nothingArg      // prints nothing, nor does its {argument}
	shade           // the same, for the rest of its group: {\color{red} X}
	reference       // the same, and its key's blank goes too: \cite{k}
	space           // a blank
	footnote
	link  // \url{X}
	href  // \href{U}{T}
	super // \textsuperscript{X}
	below // \textsubscript{X}
	fraction
	root
	sizing // \left, \big: prints nothing, the delimiter follows
	code   // \unicode{x2013}
	modulo // \pmod{n}
)

type command struct {
	kind kind
	text string
}

var commands = map[string]command{}

func init() {
	add := func(k kind, pairs ...string) {
		for i := 0; i < len(pairs); i += 2 {
			commands[pairs[i]] = command{k, pairs[i+1]}
		}
	}
	names := func(k kind, list ...string) {
		for _, n := range list {
			commands[n] = command{k, n}
		}
	}
	add(symbol,
		"times", "×", "sim", "∼", "approx", "≈", "le", "≤", "leq", "≤", "leqslant", "≤", "ge", "≥", "geq", "≥", "geqslant", "≥",
		"pm", "±", "mp", "∓", "to", "→", "rightarrow", "→", "longrightarrow", "→", "leftarrow", "←", "leftrightarrow", "↔",
		"Rightarrow", "⇒", "Leftarrow", "⇐", "Leftrightarrow", "⇔", "iff", "⇔", "implies", "⇒", "mapsto", "↦", "uparrow", "↑",
		"downarrow", "↓", "rightleftharpoons", "⇌", "leadsto", "⇝", "nearrow", "↗", "searrow", "↘",
		"cdot", "·", "cdots", "⋯", "ldots", "…", "dots", "…", "dotsc", "…", "dotsb", "⋯", "textellipsis", "…", "vdots", "⋮",
		"neq", "≠", "ne", "≠", "equiv", "≡", "propto", "∝", "ll", "≪", "gg", "≫", "simeq", "≃", "cong", "≅", "asymp", "≍",
		"lesssim", "≲", "gtrsim", "≳", "prec", "≺", "succ", "≻", "preceq", "⪯", "succeq", "⪰", "triangleq", "≜", "doteq", "≐",
		"lt", "<", "gt", ">", "div", "÷", "ast", "*", "star", "⋆", "circ", "∘", "bullet", "•", "oplus", "⊕", "otimes", "⊗", "odot", "⊙",
		"in", "∈", "notin", "∉", "ni", "∋", "subset", "⊂", "subseteq", "⊆", "supset", "⊃", "supseteq", "⊇", "subsetneq", "⊊",
		"cup", "∪", "cap", "∩", "setminus", "∖", "emptyset", "∅", "varnothing", "∅", "forall", "∀", "exists", "∃", "neg", "¬", "lnot", "¬",
		"wedge", "∧", "land", "∧", "vee", "∨", "lor", "∨", "top", "⊤", "bot", "⊥", "perp", "⊥", "vdash", "⊢", "models", "⊨", "vDash", "⊨",
		"infty", "∞", "partial", "∂", "nabla", "∇", "sum", "∑", "prod", "∏", "int", "∫", "ell", "ℓ", "hbar", "ℏ", "Re", "ℜ", "Im", "ℑ", "aleph", "ℵ",
		"prime", "′", "angle", "∠", "parallel", "∥", "mid", "|", "vert", "|", "lvert", "|", "rvert", "|", "Vert", "‖", "lVert", "‖", "rVert", "‖",
		"langle", "⟨", "rangle", "⟩", "lceil", "⌈", "rceil", "⌉", "lfloor", "⌊", "rfloor", "⌋", "lbrace", "{", "rbrace", "}", "lbrack", "[", "rbrack", "]",
		"backslash", "∖", "dagger", "†", "ddagger", "‡", "dag", "†", "ddag", "‡", "checkmark", "✓", "square", "□", "Box", "□", "diamond", "⋄",
		"triangle", "△", "clubsuit", "♣", "spadesuit", "♠", "heartsuit", "♥", "diamondsuit", "♦", "slash", "/", "colon", ":",
		"alpha", "α", "beta", "β", "gamma", "γ", "delta", "δ", "epsilon", "ε", "varepsilon", "ε", "zeta", "ζ", "eta", "η", "theta", "θ",
		"vartheta", "ϑ", "iota", "ι", "kappa", "κ", "lambda", "λ", "mu", "μ", "nu", "ν", "xi", "ξ", "pi", "π", "varpi", "ϖ", "rho", "ρ", "varrho", "ϱ",
		"sigma", "σ", "varsigma", "ς", "tau", "τ", "upsilon", "υ", "phi", "φ", "varphi", "φ", "chi", "χ", "psi", "ψ", "omega", "ω",
		"Gamma", "Γ", "Delta", "Δ", "Theta", "Θ", "Lambda", "Λ", "Xi", "Ξ", "Pi", "Π", "Sigma", "Σ", "Upsilon", "Υ", "Phi", "Φ", "Psi", "Ψ", "Omega", "Ω",
		"degree", "°", "deg", "°", "textdegree", "°", "celsius", "°C", "micro", "µ", "textmu", "µ", "texttimes", "×", "textpm", "±",
		"textasciitilde", "∼", "texttildelow", "∼", "textrightarrow", "→", "textendash", "–", "textemdash", "—",
		"textquoteleft", "‘", "textquoteright", "’", "textquotedblleft", "“", "textquotedblright", "”", "textquotesingle", "'", "textquotedbl", "\"",
		"textbar", "|", "textless", "<", "textgreater", ">", "textbullet", "•", "textunderscore", "_",
		"boxtimes", "⊠", "upmu", "μ", "textperthousand", "‰",
		"copyright", "©", "textcopyright", "©", "textregistered", "®", "circledR", "®", "texttrademark", "™", "TM", "™",
		"S", "§", "pounds", "£", "euro", "€", "texteuro", "€", "LaTeX", "LaTeX", "TeX", "TeX", "BibTeX", "BibTeX",
	)
	add(letter, "ss", "ß", "o", "ø", "O", "Ø", "l", "ł", "L", "Ł", "ae", "æ", "AE", "Æ", "oe", "œ", "OE", "Œ", "aa", "å", "AA", "Å",
		"i", "ı", "j", "ȷ", "dh", "ð", "DH", "Ð", "dj", "đ", "DJ", "Đ", "th", "þ", "TH", "Þ", "ng", "ŋ", "NG", "Ŋ")
	names(function, "log", "ln", "exp", "max", "min", "sup", "inf", "lim", "arg", "det", "dim", "ker", "Pr", "gcd", "sin", "cos", "tan",
		"tanh", "sinh", "cosh", "lg", "argmax", "argmin", "poly", "polylog", "mod", "bmod", "sgn", "rank", "tr", "diag", "limsup", "liminf")
	add(word, "eg", "e.g.", "ie", "i.e.", "etal", "et al.", "etc", "etc.", "wrt", "w.r.t.", "Eg", "E.g.", "Ie", "I.e.", "aka", "a.k.a.", "iid", "i.i.d.")
	add(accent, "'", "\u0301", "`", "\u0300", "^", "\u0302", "\"", "\u0308", "~", "\u0303", "=", "\u0304", ".", "\u0307",
		"u", "\u0306", "v", "\u030c", "H", "\u030b", "c", "\u0327", "k", "\u0328", "r", "\u030a", "b", "\u0331", "d", "\u0323")
	add(hat, "hat", "\u0302", "widehat", "\u0302", "tilde", "\u0303", "widetilde", "\u0303", "bar", "\u0304", "overline", "\u0304",
		"dot", "\u0307", "ddot", "\u0308", "vec", "\u20d7", "check", "\u030c", "breve", "\u0306", "acute", "\u0301", "grave", "\u0300")
	names(style, "textbf", "textit", "emph", "texttt", "textsc", "textrm", "textsf", "textsl", "textup", "textmd", "textnormal", "text",
		"mbox", "hbox", "underline", "uline", "ul", "uppercase", "lowercase", "num", "makebox", "fbox", "uwave", "boxed",
		"enquote", "ensuremath", "path", "nolinkurl", "MakeUppercase", "MakeLowercase", "hl", "added", "hyperref")
	names(font, "mathcal", "mathbb", "mathbf", "mathrm", "mathsf", "mathtt", "mathit", "mathfrak", "mathscr", "boldsymbol", "bm", "pmb",
		"operatorname", "mathnormal", "boldmath", "textstyle", "bold")
	commands["textstyle"] = command{nothing, ""}
	commands["boldmath"] = command{toggle, ""}
	names(styled, "textcolor", "hyperlink", "colorbox")
	names(toggle, "em", "it", "bf", "tt", "sc", "rm", "sf", "sl", "cal", "itshape", "bfseries", "ttfamily", "scshape", "rmfamily", "sffamily",
		"mdseries", "upshape", "slshape", "normalfont", "small", "large", "Large", "LARGE", "huge", "Huge", "tiny", "footnotesize", "scriptsize", "normalsize",
		"sloppy", "centering", "noindent", "displaystyle", "scriptstyle", "scriptscriptstyle")
	names(nothing, "xspace", "limits", "nolimits", "protect", "relax", "nobreak", "nonumber", "allowbreak", "leavevmode", "unskip", "footnotemark")
	names(nothingArg, "label", "vspace", "phantom", "hphantom", "vphantom", "thanks", "index", "bibliographystyle", "bibliography", "pagestyle", "thispagestyle")
	names(shade, "color")
	names(reference, "cite", "citep", "citet", "citealp", "citealt", "citeauthor", "citeyear", "citeyearpar", "parencite", "textcite", "autocite",
		"ref", "eqref", "autoref", "cref", "Cref", "pageref", "footcite", "nocite", "Citep", "Citet")
	names(space, "quad", "qquad", "space", "newline", "par", "linebreak", "thinspace", "enspace", "smallskip", "medskip", "bigskip", "newpage", "enskip", "break", "nbsp")
	names(sizing, "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl", "biggr", "middle", "mathopen", "mathclose")
	names(footnote, "footnote", "footnotetext")
	names(fraction, "frac", "dfrac", "tfrac", "nicefrac", "sfrac")
	add(link, "url", "")
	add(href, "href", "")
	add(super, "textsuperscript", "^", "textsu", "^")
	add(below, "textsubscript", "_")
	add(root, "sqrt", "√")
	add(code, "unicode", "")
	add(modulo, "pmod", "")
}

// mangled are Greek letters that a converter took for accents: \rho as \r{ho}.
var mangled = map[string]string{
	"r{ho": "ρ", "b{eta": "β", "k{appa": "κ", "c{hi": "χ", "d{elta": "δ", "t{au": "τ", "t{heta": "θ", "u{psilon": "υ", "v{arphi": "φ", "v{arepsilon": "ε",
	"d{eg": "°", "t{imes": "×", "c{irc": "∘", "r{ightarrow": "→", "c{dot": "·",
}

// doubleStruck maps the number sets; other letters stay plain.
func doubleStruck(t string) string {
	switch t {
	case "R":
		return "ℝ"
	case "N":
		return "ℕ"
	case "Z":
		return "ℤ"
	case "Q":
		return "ℚ"
	case "C":
		return "ℂ"
	case "P":
		return "ℙ"
	case "E":
		return "𝔼"
	}
	return t
}
