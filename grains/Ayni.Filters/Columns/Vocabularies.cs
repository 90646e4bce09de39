using System.Diagnostics.CodeAnalysis;
using Ayni.Domain.Catalog;
using Ayni.Filters.Text;

namespace Ayni.Filters.Columns;

/// <summary>
/// What all versions of a table share: the texts of its columns and the shop's own attributes. Only grows.
/// </summary>
internal sealed class Vocabularies
{
    /// <summary>Most attributes of a shop's own in one table, each kind of a name counted; more are not kept.</summary>
    public const int MaxOwnAttributes = 1_024;

    private readonly Lock _adding = new();
    private Dictionary<(string Name, AttributeKind Kind), OwnAttribute> _own = [];

    public Vocabulary Categories { get; } = new(TextForm.Path);

    public Vocabulary Brands { get; } = new(TextForm.Folded);

    public Vocabulary Currencies { get; } = new(TextForm.Folded);

    public Vocabulary Parents { get; } = new(TextForm.Exact);

    public Vocabulary Tags { get; } = new(TextForm.Folded);

    public Vocabulary Stores { get; } = new(TextForm.Folded);

    public Vocabulary Groups { get; } = new(TextForm.Folded);

    /// <summary>What prices are for, beside everybody.</summary>
    public PricedViews Views { get; } = new();

    /// <summary>The shop's own attributes.</summary>
    public IReadOnlyCollection<OwnAttribute> Own => Volatile.Read(ref _own).Values;

    /// <summary>The attribute of a name and kind, if a product has had it.</summary>
    public bool TryFind(string name, AttributeKind kind, [NotNullWhen(true)] out OwnAttribute? attribute) =>
        Volatile.Read(ref _own).TryGetValue((name, kind), out attribute);

    /// <summary>The attribute of a name and kind, made if need be; null past the limit.</summary>
    public OwnAttribute? FindOrAdd(string name, AttributeKind kind)
    {
        if (TryFind(name, kind, out var known))
            return known;
        lock (_adding)
        {
            if (_own.TryGetValue((name, kind), out known))
                return known;
            if (_own.Count >= MaxOwnAttributes)
                return null;
            var words = kind is AttributeKind.Text or AttributeKind.List ? new Vocabulary(TextForm.Folded) : null;
            var added = new OwnAttribute(name, kind, Slot.FirstOwn + _own.Count, words);

            // A copy, so that readers need no lock; names are few and come once.
            Volatile.Write(ref _own, new(_own) { [(name, kind)] = added });
            return added;
        }
    }
}
