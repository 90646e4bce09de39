using System.Globalization;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>
/// How a file writes numbers: mark of the decimals, marks between groups of three digits, and texts around them. What
/// is written otherwise is no number: a group of two digits, a decimal mark too many.
/// </summary>
internal sealed class NumberFormat
{
    /// <summary>Digits with a point before the decimals.</summary>
    public static readonly NumberFormat Invariant = new('.', null, []);

    /// <summary>Longest number, in characters.</summary>
    private const int MaxLength = 64;

    private readonly char _decimal;
    private readonly char? _thousands;
    private readonly string[] _strip;
    private readonly bool _isPlain;

    private NumberFormat(char decimalMark, char? thousands, IReadOnlyList<string> strip)
    {
        _decimal = decimalMark;
        _thousands = thousands;
        // The longest first: "S/." before "S/".
        _strip = [.. strip.Where(text => text.Length > 0).OrderByDescending(text => text.Length)];
        _isPlain = decimalMark == '.' && thousands is null && _strip.Length == 0;
    }

    /// <summary>The format that a mapping describes; null for what it says nothing of.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: names the member, its value and what it may be.</exception>
    public static NumberFormat Of(string? decimalMark, string? thousands, IReadOnlyList<string>? strip)
    {
        if (decimalMark is not (null or "." or ","))
            throw Invalid($"decimal is '{decimalMark}'; it must be '.' or ','.");
        if (thousands is not (null or "" or "." or "," or " " or "'" or "\u2019"))
            throw Invalid($"thousands is '{thousands}'; it must be one of . , ' or a space, or empty.");
        var mark = decimalMark?[0] ?? '.';
        if (thousands is [var group] && group == mark)
            throw Invalid($"decimal and thousands are both '{mark}'; they must differ. Say both.");
        return new NumberFormat(mark, thousands is [var one] ? one : null, strip ?? []);
    }

    /// <summary>A number of a file that has numbers, not texts (JSON, a workbook), as this format writes it.</summary>
    public string Write(string invariant)
        => _decimal == '.' ? invariant : invariant.Replace('.', _decimal);

    public bool TryParse(string? text, out double number)
    {
        number = 0;
        if (text is null)
            return false;
        if (_isPlain)
            return Finite(double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number), number);
        Span<char> plain = stackalloc char[MaxLength];
        return TryNormalize(text, ref plain)
            && Finite(double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out number), number);
    }

    public bool TryParse(string? text, out decimal number)
    {
        number = 0;
        if (text is null)
            return false;
        if (_isPlain)
            return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        Span<char> plain = stackalloc char[MaxLength];
        return TryNormalize(text, ref plain)
            && decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Whether it is a blank that stands between groups of digits: thin, narrow, unbreakable.</summary>
    public static bool IsBlank(char mark) => mark is ' ' or '\u00A0' or '\u2009' or '\u202F' or '\u2007';

    private static bool Finite(bool isRead, double number) => isRead && double.IsFinite(number);

    private bool TryNormalize(string text, ref Span<char> plain)
    {
        var rest = text.AsSpan().Trim();
        if (rest.Length > MaxLength)
            return false;
        var isNegative = TakeSign(ref rest, false);
        Strip(ref rest);
        isNegative = TakeSign(ref rest, isNegative);
        var length = 0;
        if (isNegative)
            plain[length++] = '-';
        if (!TryDigits(rest, plain, ref length))
            return false;
        plain = plain[..length];
        return true;
    }

    private static bool TakeSign(ref ReadOnlySpan<char> rest, bool isNegative)
    {
        if (rest.Length == 0 || isNegative || rest[0] is not ('-' or '+' or '\u2212'))
            return isNegative;
        isNegative = rest[0] != '+';
        rest = rest[1..].Trim();
        return isNegative;
    }

    private void Strip(ref ReadOnlySpan<char> rest)
    {
        foreach (var text in _strip)
        {
            if (rest.StartsWith(text, StringComparison.OrdinalIgnoreCase))
                rest = rest[text.Length..].Trim();
            if (rest.EndsWith(text, StringComparison.OrdinalIgnoreCase))
                rest = rest[..^text.Length].Trim();
        }
    }

    private bool TryDigits(ReadOnlySpan<char> rest, Span<char> plain, ref int length)
    {
        var first = length;
        var group = 0;
        var groups = 0;
        for (var at = 0; at < rest.Length; at++)
        {
            var mark = rest[at];
            if (char.IsAsciiDigit(mark))
            {
                group++;
                plain[length++] = mark;
            }
            else if (IsThousands(mark))
            {
                if (group is 0 or > 3 || (groups > 0 && group != 3))
                    return false;
                (group, groups) = (0, groups + 1);
            }
            else
            {
                return (groups == 0 || group == 3) && TryDecimals(rest[at..], plain, ref length, length > first);
            }
        }

        return length > first && (groups == 0 || group == 3);
    }

    private bool TryDecimals(ReadOnlySpan<char> rest, Span<char> plain, ref int length, bool hasDigits)
    {
        if (rest[0] == _decimal)
        {
            plain[length++] = '.';
            rest = rest[1..];
            while (rest.Length > 0 && char.IsAsciiDigit(rest[0]))
            {
                plain[length++] = rest[0];
                rest = rest[1..];
                hasDigits = true;
            }
        }

        if (rest.Length > 0 && rest[0] is not ('e' or 'E'))
            return false;
        // An exponent, as spreadsheets and JSON write very large and very small numbers.
        rest.CopyTo(plain[length..]);
        length += rest.Length;
        return hasDigits;
    }

    private bool IsThousands(char mark)
        => _thousands is { } one && (mark == one || (one == ' ' && IsBlank(mark)));

    private static AyniException Invalid(string what) => new(ErrorCodes.Invalid, $"The mapping's {what}");
}
