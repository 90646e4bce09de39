using System.Collections.Immutable;
using System.Globalization;

namespace Ayni.Recommenders;

/// <summary>
/// The values to search for one option. Written <c>0.001..0.1</c> (evenly over the logarithm), <c>0..1</c> or
/// <c>5..9:linear</c> (evenly over the number), <c>0|0.5|1</c> (one of these) or <c>1</c> (this).
/// </summary>
public sealed class SearchRange
{
    /// <summary>Drawn numbers have so many significant digits: finer steps than any option's effect.</summary>
    private const int SignificantDigits = 3;

    private const string Linear = ":linear";

    private readonly ImmutableArray<string> _choices;
    private readonly double _low;
    private readonly double _high;
    private readonly bool _isLogarithmic;
    private readonly bool _isWhole;

    private SearchRange(string name, ImmutableArray<string> choices) => (Name, _choices) = (name, choices);

    private SearchRange(string name, double low, double high, bool isLogarithmic, bool isWhole)
    {
        (Name, _choices) = (name, []);
        (_low, _high, _isLogarithmic, _isWhole) = (low, high, isLogarithmic, isWhole);
    }

    /// <summary>Name of the option, as on the command line without its dashes.</summary>
    public string Name { get; }

    /// <summary>The values to try to see whether all are allowed: each choice, or both ends.</summary>
    public IReadOnlyList<string> Extremes => _choices.IsEmpty ? [Write(_low), Write(_high)] : _choices;

    /// <summary>Reads the values of an option.</summary>
    /// <param name="option">The option.</param>
    /// <param name="text">Its values.</param>
    /// <exception cref="ArgumentException">Names the option, what is wrong, and how to write it.</exception>
    public static SearchRange Parse(TunableOption option, string text)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(text);
        return text.Contains("..", StringComparison.Ordinal)
            ? ParseRange(option, text)
            : new SearchRange(option.Name, [.. text.Split('|').Select(choice => CheckedChoice(option, text, choice))]);
    }

    /// <summary>The value at a share of the range.</summary>
    /// <param name="share">From 0, and less than 1.</param>
    public string At(double share)
    {
        if (!_choices.IsEmpty)
            return _choices[(int)(share * _choices.Length)];
        if (_isWhole)
        {
            // The upper end is as likely as the others.
            var top = _high + 1;
            var at = _isLogarithmic ? _low * Math.Pow(top / _low, share) : _low + (share * (top - _low));
            return Write(Math.Min(Math.Floor(at), _high));
        }

        return Write(_isLogarithmic ? _low * Math.Pow(_high / _low, share) : _low + (share * (_high - _low)));
    }

    private static SearchRange ParseRange(TunableOption option, string text)
    {
        var isLinear = text.EndsWith(Linear, StringComparison.Ordinal);
        var ends = (isLinear ? text[..^Linear.Length] : text).Split("..");
        if (!option.Choices.IsEmpty)
            throw Wrong(option, text, $"it must be one or more of {string.Join('|', option.Choices)}");
        if (ends.Length != 2)
            throw Wrong(option, text, "a range is LOW..HIGH");
        var (low, high) = (Number(option, text, ends[0]), Number(option, text, ends[1]));
        if (!(low < high))
            throw Wrong(option, text, "the first end must be less than the second");
        return new SearchRange(option.Name, low, high, !isLinear && low > 0, option.IsWhole);
    }

    private static string CheckedChoice(TunableOption option, string text, string choice)
    {
        choice = choice.Trim();
        if (option.Choices.IsEmpty)
            Number(option, text, choice);
        else if (!option.Choices.Contains(choice, StringComparer.OrdinalIgnoreCase))
            throw Wrong(option, text, $"'{choice}' is none of {string.Join('|', option.Choices)}");
        return choice;
    }

    private static double Number(TunableOption option, string text, string number)
    {
        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            throw Wrong(option, text, $"'{number}' is no number");
        }

        return !option.IsWhole || Math.Floor(value) == value
            ? value
            : throw Wrong(option, text, $"'{number}' is not whole");
    }

    private static ArgumentException Wrong(TunableOption option, string text, string reason) => new(
        $"The space has {option.Name}={text}: {reason}. Write LOW..HIGH (log-uniform above 0), LOW..HIGH{Linear}, "
        + "A|B|C or one value.");

    private string Write(double value) => _isWhole
        ? value.ToString("F0", CultureInfo.InvariantCulture)
        : value.ToString($"G{SignificantDigits}", CultureInfo.InvariantCulture);
}
