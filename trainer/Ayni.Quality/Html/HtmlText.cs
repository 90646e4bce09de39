using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Ayni.Quality;

/// <summary>
/// A page being written. What is put into it by interpolation is escaped; the text around it is markup.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Writes markup with values in it.</summary>
    public HtmlText Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Writes markup as it is.</summary>
    public HtmlText Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public override string ToString() => _text.ToString();

    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder _target;

        public Markup(int literalLength, int formattedCount, HtmlText page)
        {
            _target = page._text;
            _target.EnsureCapacity(_target.Length + literalLength + (formattedCount * 8));
        }

        public void AppendLiteral(string value) => _target.Append(value);

        public void AppendFormatted(string? value) => _target.Append(WebUtility.HtmlEncode(value));

        public void AppendFormatted(double value) => _target.Append(CultureInfo.InvariantCulture, $"{value:0.##}");

        public void AppendFormatted(long value) => _target.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted<T>(T value, string format)
            where T : IFormattable =>
            _target.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));
    }
}
