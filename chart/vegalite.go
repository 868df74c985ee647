package chart

import (
	"encoding/json"
	"io"
	"math"
	"strings"
	"time"
)

// object is a JSON object; encoding/json writes its keys sorted, and escapes <, > and &.
type object = map[string]any

// writeVegaLite writes a Vega-Lite v5 spec of what the picture shows, the drawn values inline.
func writeVegaLite(w io.Writer, f *frame) error {
	spec := object{
		"$schema": "https://vega.github.io/schema/vega-lite/v5.json",
		"title":   object{"text": f.title, "subtitle": f.subtitle, "anchor": "start"},
		"config": object{
			"font": "Liberation Sans, Arial, Helvetica, sans-serif",
			"axis": object{"gridColor": gridColor, "labelColor": soft, "titleColor": soft, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
			"view": object{"stroke": nil},
		},
		"background": "#FFFFFF",
		"padding":    24,
		"usermeta":   object{"source": f.source, "notes": f.faults},
	}
	v := vega{f: f, names: map[string]string{"x": f.spec.X, "series": f.spec.Series}}
	if len(f.spec.Y) == 1 {
		v.names["y"] = f.spec.Y[0]
	}
	v.fill(spec)
	if _, facetted := spec["facet"]; !facetted {
		spec["width"], spec["height"] = f.width-160, 360
		if f.spec.Kind == Box || f.spec.Kind == Bar && f.x.Type != Time {
			spec["height"] = object{"step": 26}
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", " ")
	return e.Encode(spec)
}

// vega names the fields after the table's columns where one column is one field.
type vega struct {
	f     *frame
	names map[string]string // part → column
}

// key is the field's name in the data, field the same where an encoding refers to it.
func (v vega) key(part string) string {
	if n := v.names[part]; n != "" {
		return n
	}
	for _, n := range v.names {
		if n == part { // a column has the part's name already
			return part + "_"
		}
	}
	return part
}

func (v vega) field(part string) string {
	return strings.NewReplacer(`\`, `\\`, ".", `\.`, "[", `\[`, "]", `\]`).Replace(v.key(part))
}

func (v vega) number(part, title string, log bool) object {
	o := object{"field": v.field(part), "type": "quantitative", "title": title}
	if log {
		o["scale"] = object{"type": "log"}
	}
	return o
}

func (v vega) fill(spec object) {
	f := v.f
	yTitle := f.yTitle
	if f.yUnit != "" {
		yTitle += " (" + f.yUnit + ")"
	}
	x := object{"field": v.field("x"), "type": "temporal", "title": f.xTitle, "scale": object{"type": "utc"}}
	if !f.xTime {
		x = v.number("x", axisTitle(f.xTitle, f.xUnit), f.spec.LogX)
	}
	y := v.number("y", yTitle, f.spec.LogY)
	var names, colors []string
	for _, s := range f.series {
		names, colors = append(names, s.name), append(colors, s.color)
	}
	color := object{"value": palette[0]}
	if len(f.series) > 1 {
		color = object{"field": v.field("series"), "type": "nominal", "title": human(v.key("series")), "scale": object{"domain": names, "range": colors}}
	}
	category := object{"field": v.field("x"), "type": "nominal", "title": f.xTitle, "sort": nil, "axis": object{"labelLimit": 260}}
	ref := func(part string) object { return object{"field": v.field(part)} }
	tip := func(kind string, more object) object {
		o := object{"type": kind, "tooltip": true}
		for k, val := range more {
			o[k] = val
		}
		return o
	}
	switch f.spec.Kind {
	case Histogram:
		var values []object
		for _, b := range f.bins {
			values = append(values, object{"from": b.lo, "to": b.hi, "rows": b.n})
		}
		spec["data"] = object{"values": values}
		xb := object{"field": "from", "type": "quantitative", "title": axisTitle(f.xTitle, f.xUnit), "scale": object{"zero": false}}
		if f.spec.LogX {
			xb["scale"] = object{"type": "log", "nice": false}
		}
		spec["mark"] = tip("rect", object{"color": palette[0], "stroke": "#FFFFFF"})
		spec["encoding"] = object{"x": xb, "x2": object{"field": "to"}, "y": object{"field": "rows", "type": "quantitative", "title": f.yTitle}, "y2": object{"datum": 0}}
		return
	case Line:
		spec["mark"] = tip("line", object{"point": true})
		spec["encoding"] = object{"x": x, "y": y, "color": color}
	case Scatter:
		spec["mark"] = tip("circle", object{"opacity": .6, "size": 50})
		spec["encoding"] = object{"x": x, "y": y, "color": color}
	case Bar:
		enc := object{"x": y, "y": category, "color": color}
		if len(f.series) > 1 {
			enc["yOffset"] = object{"field": v.field("series"), "sort": names}
		}
		if f.x.Type == Time {
			enc["x"], enc["y"] = category, y
			if off := enc["yOffset"]; off != nil {
				delete(enc, "yOffset")
				enc["xOffset"] = off
			}
		}
		spec["mark"] = tip("bar", nil)
		spec["encoding"] = enc
	case Box:
		low, lo := v.number("low", yTitle, f.spec.LogY), v.number("min", yTitle, f.spec.LogY)
		spec["encoding"] = object{"y": category}
		spec["layer"] = []object{
			{"mark": tip("rule", nil), "encoding": object{"x": lo, "x2": ref("max")}},
			{"mark": tip("bar", object{"color": "#A9CCE3", "size": 16}), "encoding": object{"x": low, "x2": ref("high")}},
			{"mark": tip("tick", object{"color": "#003A5D", "thickness": 3, "size": 16}), "encoding": object{"x": y}},
		}
	case Band:
		layers := []object{
			{"mark": object{"type": "area", "opacity": .22}, "encoding": object{"x": x, "y": v.number("low", yTitle, f.spec.LogY), "y2": ref("high"), "color": color}},
			{"mark": tip("line", object{"point": true}), "encoding": object{"x": x, "y": y, "color": color}},
		}
		if len(f.series) > 1 {
			color["legend"] = nil
			spec["facet"] = object{"field": v.field("series"), "type": "nominal", "title": nil, "sort": names}
			spec["columns"] = min(len(f.series), 3)
			spec["spec"] = object{"layer": layers, "width": 280, "height": 280}
		} else {
			spec["layer"] = layers
		}
	}
	spec["data"] = object{"values": v.rows()}
}

// rows are the drawn points, null where there is a gap.
func (v vega) rows() []object {
	f := v.f
	var out []object
	finite := func(x float64) any {
		if math.IsNaN(x) {
			return nil
		}
		return x
	}
	for _, s := range f.series {
		for _, p := range s.pts {
			o := object{v.key("y"): finite(p.y)}
			switch {
			case f.spec.Kind == Bar || f.spec.Kind == Box:
				o[v.key("x")] = f.categories[int(p.x)]
			case f.xTime:
				o[v.key("x")] = toTime(p.x).Format(time.RFC3339)
			default:
				o[v.key("x")] = p.x
			}
			if len(f.series) > 1 || f.spec.Series != "" {
				o[v.key("series")] = s.name
			}
			for part, x := range map[string]float64{"low": p.low, "high": p.high, "min": p.min, "max": p.max} {
				if f.spec.Kind == Box || f.spec.Kind == Band && (part == "low" || part == "high") {
					o[v.key(part)] = finite(x)
				}
			}
			if p.label != "" && f.spec.Label != "" {
				o[f.spec.Label] = p.label
			}
			out = append(out, o)
		}
	}
	return out
}
