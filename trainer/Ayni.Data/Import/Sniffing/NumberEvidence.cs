namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Tells how numbers are written over all the values seen: the mark of the decimals, that of the thousands, and what
/// stands around them. <c>1.234</c> alone says nothing: it is read in two ways.
/// </summary>
internal sealed class NumberEvidence
{
    private readonly Dictionary<string, int> _affixes = new(StringComparer.Ordinal);
    private readonly Dictionary<char, int> _thousands = [];

    /// <summary>Values that are numbers.</summary>
    public int Count { get; private set; }

    /// <summary>Of these, those below 0.</summary>
    public int Negative { get; private set; }

    /// <summary>Of these, whole numbers without any mark.</summary>
    public int Whole { get; private set; }

    /// <summary>Of these, those that begin with a 0 and go on, as codes do.</summary>
    public int Padded { get; private set; }

    /// <summary>Values that have decimals behind a point.</summary>
    public int Points { get; private set; }

    /// <summary>Values that have decimals behind a comma.</summary>
    public int Commas { get; private set; }

    /// <summary>Values with a point, or a comma, before exactly three digits, which may be either.</summary>
    public int OpenPoints { get; private set; }

    /// <summary>The same of commas.</summary>
    public int OpenCommas { get; private set; }

    /// <summary>An open one, for the question.</summary>
    public string? OpenExample { get; private set; }

    /// <summary>Texts around numbers, and how often each was met.</summary>
    public IReadOnlyDictionary<string, int> Affixes => _affixes;

    /// <summary>Marks of thousands met for sure.</summary>
    public IReadOnlyDictionary<char, int> Thousands => _thousands;

    public void Add(string value)
    {
        var first = value.AsSpan().IndexOfAnyInRange('0', '9');
        var last = value.AsSpan().LastIndexOfAnyInRange('0', '9');
        if (first < 0 || value.Length > 40)
            return;
        // ".5" and ",5" begin with their mark.
        if (first > 0 && value[first - 1] is '.' or ',' && (first == 1 || !char.IsAsciiLetter(value[first - 2])))
            first--;
        var before = Affix(value[..first], out var isNegative);
        var after = Affix(value[(last + 1)..], out _);
        if (!IsAffix(before) || !IsAffix(after) || !TryCore(value.AsSpan(first, last + 1 - first), value))
            return;
        Count++;
        if (isNegative)
            Negative++;
        Note(before);
        Note(after);
    }

    private static string Affix(string text, out bool isNegative)
    {
        var trimmed = text.Trim();
        isNegative = trimmed.StartsWith('-') || trimmed.StartsWith('\u2212') || trimmed.EndsWith('-');
        return trimmed.Trim('-', '+', '\u2212').Trim();
    }

    /// <summary>What may be a currency: short, and no word of a name. "AB12" is a code, and no number.</summary>
    private static bool IsAffix(string text) => text.Length == 0 || Currencies.IsKnown(text);

    private void Note(string affix)
    {
        if (affix.Length > 0)
            _affixes[affix] = _affixes.GetValueOrDefault(affix) + 1;
    }

    private bool TryCore(ReadOnlySpan<char> core, string value)
    {
        var points = core.Count('.');
        var commas = core.Count(',');
        var blank = ' ';
        var blanks = 0;
        foreach (var mark in core)
        {
            if (char.IsAsciiDigit(mark) || mark is '.' or ',')
                continue;
            if (!NumberFormat.IsBlank(mark) && mark is not ('\'' or '\u2019'))
                return false;
            blanks++;
            blank = NumberFormat.IsBlank(mark) ? ' ' : mark;
        }

        if (points + commas + blanks == 0)
        {
            Whole++;
            if (core.Length > 1 && core[0] == '0')
                Padded++;
            return true;
        }

        if (blanks > 0)
            return points + commas <= 1 && TryGroups(core, blank, points > 0 ? '.' : commas > 0 ? ',' : null);
        if (points > 0 && commas > 0)
        {
            var (group, mark) = core.LastIndexOf('.') > core.LastIndexOf(',') ? (',', '.') : ('.', ',');
            return core.Count(mark) == 1 && TryGroups(core, group, mark);
        }

        return points + commas > 1
            ? TryGroups(core, points > 0 ? '.' : ',', null)
            : TrySingle(core, points > 0 ? '.' : ',', value);
    }

    private bool TrySingle(ReadOnlySpan<char> core, char mark, string value)
    {
        var at = core.IndexOf(mark);
        var digits = core.Length - at - 1;
        if (digits == 3 && at is > 0 and <= 3 && core[0] != '0')
        {
            OpenExample ??= value;
            if (mark == '.')
                OpenPoints++;
            else
                OpenCommas++;
        }
        else
        {
            CountDecimal(mark);
        }

        return true;
    }

    private bool TryGroups(ReadOnlySpan<char> core, char group, char? mark)
    {
        var whole = core;
        if (mark is { } decimalMark)
            whole = core[..core.IndexOf(decimalMark)];
        var groups = whole.ToString().Split(group == ' ' ? [' ', '\u00A0', '\u2009', '\u202F', '\u2007'] : [group]);
        if (groups.Length < 2 || groups[0].Length is 0 or > 3 || groups.Skip(1).Any(one => one.Length != 3))
            return false;
        _thousands[group] = _thousands.GetValueOrDefault(group) + 1;
        if (mark is { } met)
            CountDecimal(met);
        return true;
    }

    private void CountDecimal(char mark)
    {
        if (mark == '.')
            Points++;
        else
            Commas++;
    }
}
