using Ayni.Grains.Catalog;

namespace Ayni.Grains.Answering;

/// <summary>
/// One answer over a catalogue in parts: the products it is about are gathered, the wide part is asked of every part,
/// and what they find is merged in the order that one table would have given. For one request; not thread-safe.
/// </summary>
internal sealed class SliceSession
{
    private readonly SliceAsker _asker;
    private readonly IndexTable _table;
    private readonly IReadOnlyList<GatheredSlice> _slices;
    private readonly Dictionary<string, GatheredProduct> _products;
    private readonly Dictionary<string, LikenessTraits> _traits = new(StringComparer.Ordinal);
    private readonly SortedSet<int> _missing = [];

    /// <param name="asker">Asks the parts.</param>
    /// <param name="table">What answers.</param>
    /// <param name="products">What was gathered so far.</param>
    /// <param name="slices">What the parts that answered say of themselves.</param>
    /// <param name="missing">Parts that did not answer.</param>
    public SliceSession(
        SliceAsker asker,
        IndexTable table,
        IEnumerable<GatheredProduct> products,
        IReadOnlyList<GatheredSlice> slices,
        IEnumerable<int> missing)
    {
        (_asker, _table, _slices) = (asker, table, slices);
        _products = products.ToDictionary(product => product.ProductId, StringComparer.Ordinal);
        _missing.UnionWith(missing);
        Gathered = Gather();
        if (_missing.Count == 0)
            table.Slices!.Note(Gathered.Snapshot.Schema);
    }

    /// <summary>The products the answer is about.</summary>
    public GatheredProducts Gathered { get; private set; }

    /// <summary>When the product that came last was taken in; null: there is none.</summary>
    public DateTimeOffset? Newest => Gathered.Newest;

    /// <summary>Why products may be missing; null if none is.</summary>
    public string? DegradedReason => _missing.Count == 0
        ? null
        : $"{_missing.Count} of {_table.Slices!.Partitions.Count} parts of the catalogue did not answer in time";

    /// <summary>The best candidates of all parts.</summary>
    /// <param name="question">The request.</param>
    /// <param name="scorers">What scores.</param>
    /// <param name="count">Candidates wanted.</param>
    /// <param name="stage">Stage of the scorers.</param>
    /// <param name="skipped">Products found before.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<Retrieved> FindAsync(
        Question question,
        IReadOnlyList<Scorer> scorers,
        int count,
        int stage,
        IReadOnlySet<string> skipped,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        var asked = SliceQuestion.Of(question, ScorerPlans.Of(scorers, Gathered), Gathered.Attributes, count, skipped);
        return await SliceMerge.FindAsync(question, asked, stage, round => AskAsync(round, cancellationToken));
    }

    /// <summary>How alike two candidates are; NaN where nothing is known of both.</summary>
    public float Likeness(Candidate one, Candidate other) => Answering.Likeness.Of(TraitsOf(one), TraitsOf(other));

    /// <summary>The same question over all that was gathered, the candidates among it, to explain a list.</summary>
    public Question WithCandidates(Question question, IEnumerable<Candidate> list)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(list);
        Gathered = Gather();
        foreach (var candidate in list)
        {
            candidate.Row = Gathered.Snapshot.Ids.RowOf(candidate.ProductId);
            candidate.ScoredRow = Gathered.Snapshot.Ids.RowOf(candidate.StandsInFor ?? candidate.ProductId);
        }

        return question with { Snapshot = Gathered.Snapshot };
    }

    private async Task<IReadOnlyList<FoundSlice>> AskAsync(SliceQuestion asked, CancellationToken cancellationToken)
    {
        foreach (var variant in asked.SoldOut)
            Keep(variant.ProductId, variant.Facts);
        var (found, missing) = await _asker.FindAsync(_table, asked, cancellationToken);
        _missing.UnionWith(missing);
        foreach (var candidate in found.SelectMany(slice => slice.Candidates))
        {
            Keep(candidate.ProductId, candidate.Facts);
            if (candidate.StandsInFor is { } variant)
                Keep(variant, candidate.StandInFacts);
        }

        return found;
    }

    // Of what the shopper met the neighbours are known already.
    private void Keep(string productId, GatheredProduct? facts)
    {
        if (facts is not null)
            _products.TryAdd(productId, facts);
    }

    private GatheredProducts Gather() => new(_table, _products.Values, _slices);

    private LikenessTraits TraitsOf(Candidate candidate)
    {
        if (_traits.TryGetValue(candidate.ProductId, out var known))
            return known;
        var product = _products.GetValueOrDefault(candidate.ProductId);
        return _traits[candidate.ProductId] = new LikenessTraits
        {
            ProductId = candidate.ProductId,
            Evidence = product?.Model?.Shoppers ?? 0,
            Factor = product?.Model?.Factor ?? [],
            Length = product?.Model is { } model ? Models.ServedModel.LengthOf(model.Factor) : 0,
            Vector = product?.Vector ?? [],
        };
    }
}
