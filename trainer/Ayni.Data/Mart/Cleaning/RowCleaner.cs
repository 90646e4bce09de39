using Ayni.Data.Mart.Tables;

namespace Ayni.Data.Mart.Cleaning;

/// <summary>Takes one shopper's rows through the steps.</summary>
/// <param name="steps">Steps; null: none.</param>
/// <param name="fitted">What the outlier step learned.</param>
/// <param name="products">The catalogue by product id.</param>
/// <param name="ledger">Where what is found is counted.</param>
internal sealed class RowCleaner(
    CleaningSteps? steps,
    FittedRanges? fitted,
    IReadOnlyDictionary<string, ProductFacts> products,
    CleaningLedger ledger)
{
    private const string Bots = "bots";
    private const string MissingValues = "missing_values";
    private const string Duplicates = "duplicates";
    private const string Outliers = "outliers";

    /// <summary>The rows that stay, in their order.</summary>
    /// <param name="rows">Rows of one shopper, in order of position.</param>
    public IReadOnlyList<MartEvent> Clean(IReadOnlyList<MartEvent> rows)
    {
        if (steps is null)
            return rows;
        if (steps.Bots is { } bots && BotRules.Find(rows, bots) is { } rule)
            return rows.Where(row => Stays(Bots, rule, RuleAction.Drop, row)).ToList();
        if (steps.MissingValues is { } missing)
            rows = [.. rows.Where(row => HasValues(row, missing))];
        if (steps.Duplicates is { } duplicates)
            rows = WithoutRepeats(rows, duplicates);
        if (steps.Outliers is { } outliers && fitted is not null)
            rows = [.. rows.Where(row => IsUsual(row, outliers, fitted))];
        return rows;
    }

    private bool HasValues(MartEvent row, MissingValueStep step)
    {
        if (row.ProductId is not { } id)
            return true;
        if (!products.TryGetValue(id, out var facts))
        {
            // A shop that brought no catalogue has no unknown products.
            var action = products.Count == 0 ? RuleAction.Keep : step.UnknownProduct;
            return Stays(MissingValues, "unknown_product", action, row);
        }

        return facts.Price is not null || Stays(MissingValues, "no_price", step.NoPrice, row);
    }

    // In order of time, not of arrival: a repeat may have come first.
    private List<MartEvent> WithoutRepeats(IReadOnlyList<MartEvent> rows, DuplicateStep step)
    {
        var types = step.Types.ToHashSet(StringComparer.Ordinal);
        var within = TimeSpan.FromSeconds(step.WithinSeconds);
        var last = new Dictionary<(string Type, string? Product, string? Query), MartEvent>();
        var stay = new List<MartEvent>(rows.Count);
        foreach (var row in rows.OrderBy(row => row.Timestamp).ThenBy(row => row.Position))
        {
            var key = (row.Type, row.ProductId, row.Query);
            if (types.Contains(row.Type))
            {
                if (last.TryGetValue(key, out var first) && row.Timestamp - first.Timestamp <= within)
                {
                    var rule = row.Timestamp == first.Timestamp && row.Score == first.Score ? "exact" : "near";
                    Stays(Duplicates, rule, RuleAction.Drop, row);
                    continue;
                }

                last[key] = row;
            }

            stay.Add(row);
        }

        stay.Sort(static (left, right) => left.Position.CompareTo(right.Position));
        return stay;
    }

    private bool IsUsual(MartEvent row, OutlierStep step, FittedRanges ranges)
    {
        if (row is { Type: MartEvent.Purchase, Score: { } quantity } && quantity > ranges.Quantity?.High)
            return Stays(Outliers, "quantity", step.Quantity, row);
        if (row.ProductId is { } id && products.TryGetValue(id, out var facts)
            && facts is { Price: > 0, Currency: { } currency }
            && ranges.Prices.TryGetValue(currency, out var range)
            && (facts.Price < range.Low || facts.Price > range.High))
            return Stays(Outliers, "price", step.Price, row);
        return true;
    }

    private bool Stays(string step, string rule, RuleAction action, MartEvent row)
    {
        ledger.Count(step, rule, action, row);
        return action == RuleAction.Keep;
    }
}
