using System.Collections.Immutable;
using Ayni.Domain.Interactions;
using Ayni.Domain.Scenarios;
using Ayni.Grains.Catalog;

namespace Ayni.Grains.Exports;

/// <summary>
/// What shoppers met in a way that a scenario leaves out, and what they do not want to be shown, as rows. Immutable;
/// any number of threads.
/// </summary>
internal sealed class SeenRows
{
    private readonly (InteractionType Type, DateTimeOffset Since)[] _rules;
    private readonly Dictionary<string, int> _rows;
    private readonly RowIds _ids;

    /// <summary>What the rules leave out.</summary>
    /// <param name="rules">The scenario's rules.</param>
    /// <param name="snapshot">The rows.</param>
    /// <param name="now">The moment that days are counted back from.</param>
    public SeenRows(ImmutableArray<SeenRule> rules, IndexSnapshot snapshot, DateTimeOffset now)
    {
        _rules =
        [
            .. rules.Select(rule => (
                rule.Type,
                rule.WithinDays is { } days ? now.AddDays(-days) : DateTimeOffset.MinValue)),
        ];

        _ids = snapshot.Ids;

        // Asked for every interaction there is: a search by id would take as long as all the rest of a list.
        _rows = new Dictionary<string, int>(_rules.Length == 0 ? 0 : snapshot.Count, StringComparer.Ordinal);
        for (var row = 0; row < snapshot.Count && _rules.Length > 0; row++)
            _rows.Add(snapshot.Ids[row], row);
    }

    /// <summary>The rows, each once.</summary>
    public int[] Of(Shopper shopper)
    {
        var hidden = HiddenProducts.Of(shopper.History);
        if (_rules.Length == 0 && hidden.Count == 0)
            return [];
        var seen = new HashSet<int>();
        foreach (var productId in hidden)
        {
            if (_ids.RowOf(productId) is var row and >= 0)
                seen.Add(row);
        }

        foreach (var logged in shopper.History)
        {
            var interaction = logged.Interaction;
            foreach (var (type, since) in _rules)
            {
                if (interaction.Type != type || interaction.Timestamp < since)
                    continue;
                if (_rows.TryGetValue(interaction.ProductId!, out var row))
                    seen.Add(row);
                break;
            }
        }

        return [.. seen];
    }
}
