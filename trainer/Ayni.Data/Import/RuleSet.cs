using System.Text.RegularExpressions;
using Ayni.Data.Import.Rows;
using Ayni.Domain.Errors;

namespace Ayni.Data.Import;

/// <summary>The rules of a mapping, bound to the columns of a file.</summary>
internal sealed class RuleSet
{
    private readonly List<(int Ordinal, RefusalRule Rule, Regex? Pattern)> _rules = [];
    private readonly (int Ordinal, Regex Pattern)? _cancellation;
    private readonly string? _cancellationColumn;

    public RuleSet(InteractionMapping mapping, RowSource rows)
    {
        foreach (var rule in mapping.Refuse)
            _rules.Add((rows.Ordinal(rule.Column), rule, rule.Pattern is null ? null : Compile(rule.Pattern)));
        if (mapping.Cancellation is { } cancellation)
        {
            _cancellation = (rows.Ordinal(cancellation.Column), Compile(cancellation.Pattern));
            _cancellationColumn = cancellation.Column;
        }
    }

    public Refusal? CheckCancellation(RowSource row)
        => _cancellation is var (ordinal, pattern) && row.Value(ordinal) is { } value && pattern.IsMatch(value)
            ? new Refusal(ImportReasons.Cancellation, _cancellationColumn, value)
            : null;

    /// <summary>The first rule that refuses a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="unbounded">Column whose bounds do not apply; below 0 for none.</param>
    public Refusal? Check(RowSource row, int unbounded)
    {
        foreach (var (ordinal, rule, pattern) in _rules)
        {
            var value = row.Value(ordinal);
            if (pattern is not null)
            {
                if (value is not null && pattern.IsMatch(value))
                    return new Refusal(rule.Reason, rule.Column, value);
            }
            else if (ordinal == unbounded)
            {
                continue;
            }
            else if (!row.Numbers.TryParse(value, out double number))
            {
                return new Refusal(ImportReasons.NotANumber, rule.Column, value);
            }
            else if (number <= rule.AtMost)
            {
                return new Refusal(rule.Reason, rule.Column, value);
            }
        }

        return null;
    }

    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(
                pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"The mapping's pattern '{pattern}' is no regular expression: {exception.Message}");
        }
    }
}
