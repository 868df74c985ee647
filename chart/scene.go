package chart

import (
	"encoding/xml"
	"fmt"
	"image/color"
	"image/png"
	"io"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// scene is a picture as a list of shapes in px, y pointing down, painted in order.
//
// PNG goes through gonum's raster canvas. SVG is written here: gonum's names Liberation Sans alone, with no fallback,
// and has neither groups nor <title>, which carry the tips of the HTML page and what a screen reader says.
type scene struct {
	w, h   float64
	name   string // title for those who do not see the picture
	shapes []shape
}

// shape is one of: text, circle (r > 0), polyline or polygon. A shape with a tip is a hot spot.
type shape struct {
	pts          [][2]float64
	closed       bool
	r            float64
	text         string
	size         float64
	bold         bool
	anchor       float64 // 0 start, ½ middle, 1 end
	fill, stroke string  // #RRGGBB or ""
	width        float64
	opacity      float64 // 0 means 1
	dashed       bool
	tip          string // lines of "name: value", the first a heading
	hidden       bool   // a hot spot without paint of its own
	series       int    // 1 + the series it belongs to, 0 for none
}

func (s *scene) add(sh shape) { s.shapes = append(s.shapes, sh) }

func (s *scene) line(x1, y1, x2, y2 float64, color string, width float64) {
	s.add(shape{pts: [][2]float64{{x1, y1}, {x2, y2}}, stroke: color, width: width})
}

func rectangle(x, y, w, h float64) [][2]float64 {
	return [][2]float64{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
}

func (s *scene) text(x, y float64, text string, size float64, bold bool, color string, anchor float64) {
	s.add(shape{pts: [][2]float64{{x, y}}, text: text, size: size, bold: bold, fill: color, anchor: anchor})
}

var fonts = sync.OnceValue(func() (f [2]*opentype.Font) {
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		parsed, err := opentype.Parse(ttf)
		if err != nil {
			panic("chart: embedded font: " + err.Error())
		}
		f[i] = parsed
	}
	return f
})

func face(size float64, bold bool) font.Face {
	f := font.Face{Font: font.Font{Typeface: "Liberation", Variant: "Sans", Size: vg.Length(size)}, Face: fonts()[0]}
	if bold {
		f.Font.Weight, f.Face = xfont.WeightBold, fonts()[1]
	}
	return f
}

// textWidth in px. Arial and Helvetica, the SVG's fallbacks, have the same widths as Liberation Sans.
// A letter that it lacks the viewer takes from another font: of East Asia's they are as wide as high.
func textWidth(s string, size float64, bold bool) float64 {
	f, has, foreign := face(size, bold), s, 0.0
	if !plain(s) {
		has = strings.Map(func(r rune) rune {
			switch {
			case r == utf8.RuneError || known(r, bold):
				return r
			case r >= 0x2E80: // ideographs, syllables, emoji
				foreign += size
			case !unicode.Is(unicode.Mn, r):
				foreign += .6 * size
			}
			return -1
		}, s)
	}
	return float64(f.Width(has)) + foreign
}

// plain tells text that the font has for certain: Latin with its accents.
func plain(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x17F })
}

// known tells whether the font has a letter.
func known(r rune, bold bool) bool {
	f := fonts()[0]
	if bold {
		f = fonts()[1]
	}
	var buf sfnt.Buffer
	at, err := f.GlyphIndex(&buf, r)
	return err == nil && at != 0
}

// inFont gives text as PNG can show it: a box stands for a letter that the font lacks, which would be a blank.
func inFont(s string, bold bool) string {
	if plain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case known(r, bold):
			return r
		case unicode.Is(unicode.Mn, r): // an accent without its letter says nothing
			return -1
		}
		return '□'
	}, s)
}

// wrap breaks text into lines of at most width px, between words where it can, with "…" after the last of max lines.
func wrap(s string, width, size float64, bold bool, maxLines int) []string {
	var lines []string
	words := strings.Fields(s)
	for len(words) > 0 && len(lines) < maxLines {
		line := words[0]
		words = words[1:]
		if textWidth(line, size, bold) > width { // a word longer than the line, such as org/repository
			if head, tail := breakWord(line, width, size, bold); tail != "" {
				line, words = head, append([]string{tail}, words...)
				lines = append(lines, line)
				continue
			}
		}
		for len(words) > 0 && textWidth(line+" "+words[0], size, bold) <= width {
			line, words = line+" "+words[0], words[1:]
		}
		lines = append(lines, line)
	}
	if len(words) > 0 && len(lines) > 0 {
		last := []rune(lines[len(lines)-1])
		for len(last) > 0 && textWidth(string(last)+"…", size, bold) > width {
			last = last[:len(last)-1]
		}
		lines[len(lines)-1] = strings.TrimRight(string(last), " ,;·-/") + "…"
	}
	return lines
}

func breakWord(w string, width, size float64, bold bool) (head, tail string) {
	r := []rune(w)
	n := len(r)
	for n > 1 && textWidth(string(r[:n]), size, bold) > width {
		n--
	}
	for k := n; k > n/2; k-- { // rather after a separator
		if strings.ContainsRune("/-_.", r[k-1]) {
			n = k
			break
		}
	}
	return string(r[:n]), string(r[n:])
}

func px(v float64) string {
	s := trimZeros(strconv.FormatFloat(v, 'f', 2, 64))
	if s == "-0" {
		return "0"
	}
	return s
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}

func writeSVG(w io.Writer, s *scene) error {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %[1]s %[2]s" role="img" font-family="'Liberation Sans', Arial, Helvetica, sans-serif">`+"\n", px(s.w), px(s.h))
	fmt.Fprintf(&b, "<title>%s</title>\n<rect width=\"%s\" height=\"%s\" fill=\"#FFFFFF\"/>\n", escape(s.name), px(s.w), px(s.h))
	for _, sh := range s.shapes {
		sh.svg(&b)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

func (sh shape) svg(b *strings.Builder) {
	var attr strings.Builder
	if sh.tip != "" {
		attr.WriteString(` class="hot"`)
	}
	if sh.series > 0 {
		fmt.Fprintf(&attr, ` data-series="%d"`, sh.series-1)
	}
	switch {
	case sh.hidden:
		attr.WriteString(` fill="none" pointer-events="all"`)
	case sh.fill != "":
		fmt.Fprintf(&attr, ` fill="%s"`, sh.fill)
	case sh.text == "":
		attr.WriteString(` fill="none"`)
	}
	if sh.stroke != "" {
		fmt.Fprintf(&attr, ` stroke="%s" stroke-width="%s"`, sh.stroke, px(sh.width))
		if !sh.closed && sh.r == 0 {
			attr.WriteString(` stroke-linejoin="round"`)
		}
	}
	if sh.dashed {
		attr.WriteString(` stroke-dasharray="4 3"`)
	}
	if sh.opacity > 0 {
		fmt.Fprintf(&attr, ` opacity="%s"`, px(sh.opacity))
	}
	tip := ""
	if sh.tip != "" {
		tip = "<title>" + escape(sh.tip) + "</title>"
	}
	p := sh.pts[0]
	switch {
	case sh.text != "":
		if sh.anchor > 0 {
			fmt.Fprintf(&attr, ` text-anchor="%s"`, map[float64]string{.5: "middle", 1: "end"}[sh.anchor])
		}
		if sh.bold {
			attr.WriteString(` font-weight="bold"`)
		}
		fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s"%s>%s</text>`+"\n", px(p[0]), px(p[1]), px(sh.size), attr.String(), escape(sh.text))
	case sh.r > 0:
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s"%s>%s</circle>`+"\n", px(p[0]), px(p[1]), px(sh.r), attr.String(), tip)
	default:
		var d strings.Builder
		for i, p := range sh.pts {
			fmt.Fprintf(&d, "%c%s,%s", "ML"[min(i, 1)], px(p[0]), px(p[1]))
		}
		if sh.closed {
			d.WriteByte('Z')
		}
		fmt.Fprintf(b, `<path d="%s"%s>%s</path>`+"\n", d.String(), attr.String(), tip)
	}
}

// writePNG draws two pixels a px, so that the picture is sharp on a projector.
func writePNG(w io.Writer, s *scene) error {
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(s.w), vg.Length(s.h)), vgimg.UseDPI(144))
	for _, sh := range s.shapes {
		if !sh.hidden {
			sh.paint(c, s.h)
		}
	}
	return png.Encode(w, c.Image())
}

func (sh shape) paint(c *vgimg.Canvas, height float64) {
	at := func(p [2]float64) vg.Point { return vg.Point{X: vg.Length(p[0]), Y: vg.Length(height - p[1])} }
	if sh.text != "" {
		p, text := sh.pts[0], inFont(sh.text, sh.bold)
		p[0] -= sh.anchor * textWidth(text, sh.size, sh.bold)
		c.SetColor(rgba(sh.fill, 1))
		c.FillString(face(sh.size, sh.bold), at(p), text)
		return
	}
	var path vg.Path
	if sh.r > 0 {
		center := at(sh.pts[0])
		path.Move(vg.Point{X: center.X + vg.Length(sh.r), Y: center.Y})
		path.Arc(center, vg.Length(sh.r), 0, 2*math.Pi)
		path.Close()
	} else {
		for i, p := range sh.pts {
			if i == 0 {
				path.Move(at(p))
			} else {
				path.Line(at(p))
			}
		}
		if sh.closed {
			path.Close()
		}
	}
	if sh.fill != "" {
		c.SetColor(rgba(sh.fill, sh.opacity))
		c.Fill(path)
	}
	if sh.stroke != "" {
		c.SetColor(rgba(sh.stroke, sh.opacity))
		c.SetLineWidth(vg.Length(sh.width))
		c.SetLineDash(nil, 0)
		if sh.dashed {
			c.SetLineDash([]vg.Length{4, 3}, 0)
		}
		c.Stroke(path)
	}
}

func rgba(hex string, opacity float64) color.Color {
	v, _ := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if opacity == 0 {
		opacity = 1
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: uint8(math.Round(255 * opacity))}
}
