using Ayni.Numerics;

namespace Ayni.Data.Import.Sniffing;

/// <summary>What the sampled values of a column are like.</summary>
internal sealed class ColumnProfile
{
    /// <summary>Share of values that must be of a kind for the column to be of it; the rest are bad rows.</summary>
    public const double MostShare = 0.9;

    /// <summary>Most different values kept, by hash.</summary>
    private const int MaxHashes = 400_000;

    /// <summary>Most different values counted by name.</summary>
    private const int MaxNamed = 64;

    private readonly HashSet<ulong> _all = [];
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> _sampled = [];
    private long _length;

    public ColumnProfile(string name, int ordinal, bool isNamed)
    {
        Name = name;
        Ordinal = ordinal;
        Words = isNamed ? ColumnWords.Of(name) : [];
    }

    public string Name { get; }

    public int Ordinal { get; }

    /// <summary>Words of its name, without accents, in lower case; empty without a header.</summary>
    public IReadOnlyList<string> Words { get; }

    public DateEvidence Dates { get; } = new();

    public NumberEvidence Numbers { get; } = new();

    /// <summary>Sampled values that are not empty.</summary>
    public int Filled { get; private set; }

    /// <summary>Of these, the different ones.</summary>
    public int Distinct => _sampled.Count;

    /// <summary>Of these, those with a blank inside.</summary>
    public int Spaced { get; private set; }

    /// <summary>Different values, and how often each was met, while there are few; else null.</summary>
    public IReadOnlyDictionary<string, int>? Values => _named.Count <= MaxNamed ? _named : null;

    public bool IsDate => Is(Dates.Count) && Filled > 0;

    public bool IsNumber => Is(Numbers.Count) && Filled > 0;

    /// <summary>Numbers that something is counted or measured by, and no codes with zeros in front.</summary>
    public bool IsMeasure => IsNumber && Numbers.Padded == 0;

    public double Unique => Filled == 0 ? 0 : (double)Distinct / Filled;

    public double MeanLength => Filled == 0 ? 0 : (double)_length / Filled;

    /// <summary>Characters of the longest value.</summary>
    public int MaxLength { get; private set; }

    /// <summary>Short values without blanks, as ids are.</summary>
    public bool IsId => Filled > 0 && MeanLength <= 48 && Spaced <= Filled * 0.1 && !HasDecimals && !IsCertainDate;

    /// <summary>Dates that are no numbers: an id may look like a second of 1970 to now.</summary>
    public bool IsCertainDate => IsDate && Dates.Bare * 2 < Dates.Count;

    public bool HasDecimals => Numbers.Points + Numbers.Commas + Numbers.Affixes.Values.Sum() > 0 && IsNumber;

    /// <summary>Looks at a value of any row.</summary>
    public void Scan(string value)
    {
        if (_all.Count < MaxHashes)
            _all.Add(FnvHash.Append(FnvHash.Start, value));
    }

    /// <summary>Looks closely at a value of a sampled row.</summary>
    public void Sample(string value)
    {
        Filled++;
        _length += value.Length;
        MaxLength = Math.Max(MaxLength, value.Length);
        _sampled.Add(FnvHash.Append(FnvHash.Start, value));
        if (value.Contains(' '))
            Spaced++;
        Dates.Add(value);
        Numbers.Add(value);
        if (_named.Count <= MaxNamed)
            _named[value] = _named.GetValueOrDefault(value) + 1;
    }

    /// <summary>Share of its different values that another column has.</summary>
    public double CoveredBy(ColumnProfile other)
        => Distinct == 0 ? 0 : (double)_sampled.Count(other._all.Contains) / Distinct;

    private bool Is(int count) => count >= Filled * MostShare;
}
