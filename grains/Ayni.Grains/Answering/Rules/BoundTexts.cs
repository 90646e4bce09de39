using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ayni.Domain.Errors;
using Ayni.Filters;

namespace Ayni.Grains.Answering;

/// <summary>
/// Expressions tied to what products have: a rule that comes with every request is tied once a state of the catalogue.
/// Thread-safe.
/// </summary>
internal sealed class BoundTexts(FilterSchema schema)
{
    /// <summary>Expressions of a kind kept for a state; past it they begin anew.</summary>
    public const int MaxTexts = 1_000;

    private static readonly FilterCache Texts = new();
    private static readonly ConditionalWeakTable<FilterSchema, BoundTexts> States = [];

    private readonly ConcurrentDictionary<string, BoundFilter> _filters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BoundBooster> _boosters = new(StringComparer.Ordinal);

    /// <summary>Those of a state.</summary>
    public static BoundTexts Of(FilterSchema schema) => States.GetValue(schema, static known => new BoundTexts(known));

    /// <summary>A condition.</summary>
    /// <exception cref="FilterException">It is wrong; that is not remembered.</exception>
    public BoundFilter Filter(string text) =>
        _filters.TryGetValue(text, out var known) ? known : Keep(_filters, text, Texts.Filter(text).Bind(schema));

    /// <summary>A factor.</summary>
    /// <exception cref="FilterException">It is wrong; that is not remembered.</exception>
    public BoundBooster Booster(string text) =>
        _boosters.TryGetValue(text, out var known) ? known : Keep(_boosters, text, Texts.Booster(text).Bind(schema));

    private static T Keep<T>(ConcurrentDictionary<string, T> all, string text, T bound)
    {
        // Texts of requests are without end, prices above all; those of rules are back at once.
        if (all.Count >= MaxTexts)
            all.Clear();
        all[text] = bound;
        return bound;
    }
}
