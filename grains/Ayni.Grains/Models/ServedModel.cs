using System.Collections.Concurrent;
using System.Collections.Immutable;
using Ayni.Content;
using Ayni.Grains.Content;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Models;

/// <summary>A model ready to answer: the artifact with what is computed from it once. Thread-safe.</summary>
public sealed class ServedModel
{
    // Scratch memory, reused: as many as fold-ins ever ran at the same time, hence at most as many as threads.
    private readonly RowSolverPool _solvers;

    private readonly ConcurrentBag<SparseScores> _freeScores = [];

    // What the items' scores are multiplied by; empty for 1.
    private readonly float[] _scales;

    /// <summary>Computes the lengths of the factors.</summary>
    /// <param name="artifact">The model.</param>
    /// <param name="encoder">The encoder of texts that this process was given; null: none.</param>
    public ServedModel(ModelArtifact artifact, ITextEncoder? encoder = null)
    {
        ArgumentNullException.ThrowIfNull(artifact);
        Artifact = artifact;
        Items = artifact.ToFixedSide();
        _solvers = RowSolverPool.Exact(artifact.Rank);
        Lengths = LengthsOf(artifact);
        _scales = PopularityScale.Of(artifact.Popularity, artifact.Options.PopularityExponent);
        Content = CatalogContent.From(artifact.Attachments, encoder);
        Bounds = QuantizedRows.Of(artifact.ItemFactors, artifact.Rank);
        Scorers = [.. artifact.Parts.Select(part => new NeighbourScorer(part))];
    }

    /// <summary>A model of some items of a larger one.</summary>
    /// <param name="artifact">The items.</param>
    /// <param name="content">What their texts say; null: the model has no such part.</param>
    /// <param name="scales">What the items' scores are multiplied by; empty for 1.</param>
    /// <param name="scorers">Neighbour parts.</param>
    /// <param name="solvers">Solvers, shared with other models of the same rank.</param>
    internal ServedModel(
        ModelArtifact artifact,
        CatalogContent? content,
        float[] scales,
        ImmutableArray<NeighbourScorer> scorers,
        RowSolverPool solvers)
    {
        Artifact = artifact;
        Items = artifact.ToFixedSide();
        _solvers = solvers;
        Lengths = LengthsOf(artifact);
        _scales = scales;
        Content = content;
        Bounds = QuantizedRows.Of(artifact.ItemFactors, artifact.Rank);
        Scorers = scorers;
    }

    /// <summary>The artifact.</summary>
    public ModelArtifact Artifact { get; }

    /// <summary>The items as a fold-in takes them, with the bits that training has.</summary>
    public FixedSide Items { get; }

    /// <summary>Euclidean length of each item's factor.</summary>
    public float[] Lengths { get; }

    /// <summary>The factors in eight bits a number, to tell quickly which items need no closer look.</summary>
    public QuantizedRows Bounds { get; }

    /// <summary>What the catalogue's texts say; null: the model has no such part.</summary>
    public CatalogContent? Content { get; }

    /// <summary>One a neighbour part of the artifact, in its order, those without a weight among them.</summary>
    public ImmutableArray<NeighbourScorer> Scorers { get; }

    /// <summary>
    /// Weight of a part in a shopper's score, those of <see cref="PartNames.Als"/> and
    /// <see cref="PartNames.Popularity"/> among them; 0 where it has none.
    /// </summary>
    public double WeightOf(string part) => Artifact.WeightOf(part);

    /// <summary>
    /// An item's neighbours by a part: weight descending, then index; none where the model lacks the part.
    /// </summary>
    public ScoredIndex[] NeighboursOf(string part, int item) => Artifact.FindPart(part)?.BestOf(item) ?? [];

    /// <summary>Adds the weighted scores of all neighbour parts that have a weight.</summary>
    /// <param name="history">The shopper's items, ascending: see <see cref="ShopperHistory"/>.</param>
    /// <param name="scores">Receives the scores of the items that one of them says something about.</param>
    public void AddNeighbourScores(ReadOnlySpan<HistoryEntry> history, SparseScores scores)
    {
        foreach (var scorer in Scorers)
        {
            if (WeightOf(scorer.Part.Name) is > 0 and var weight)
                scorer.Score(history, weight, scores);
        }
    }

    // A model of some items has neighbours beyond them.
    private int ScoredItems => Scorers.IsEmpty
        ? Artifact.ItemCount
        : Scorers.Max(scorer => scorer.Part.Neighbours.Columns);

    /// <summary>Scores that nobody has now.</summary>
    internal int FreeScores => _freeScores.Count;

    /// <summary>Scores of this model's items, empty, of whoever has them until they are returned.</summary>
    internal SparseScores RentScores() =>
        _freeScores.TryTake(out var scores) ? scores : new SparseScores(ScoredItems);

    /// <summary>Takes scores back.</summary>
    internal void Return(SparseScores scores)
    {
        scores.Clear();
        _freeScores.Add(scores);
    }

    /// <summary>What the items' inner products are multiplied by to give their scores; empty for 1.</summary>
    public ReadOnlySpan<float> Scales => _scales;

    /// <summary>What an item's inner product is multiplied by to give its score.</summary>
    public float ScaleOf(int item) => _scales.Length == 0 ? 1 : _scales[item];

    /// <summary>Shoppers who met an item in training; 0 where the model does not say.</summary>
    public int ShoppersOf(int item) => Artifact.Evidence.Shoppers[item];

    /// <summary>Median days between two purchases of an item by one shopper; NaN where too little is known.</summary>
    public float RepurchaseDaysOf(int item) => Artifact.Evidence.RepurchaseDays[item];

    /// <summary>How readily an item is bought again, over 0; 1 is usual.</summary>
    public float RepeatRateOf(int item) => Artifact.Evidence.Repeats[item];

    /// <summary>Folds a row of entries in: solves its normal equation.</summary>
    /// <param name="equation">Entries and λ.</param>
    /// <param name="factor">Receives the factor.</param>
    /// <exception cref="NormalEquationException">The equation has no usable solution.</exception>
    public void Solve(in RowEquation equation, Span<float> factor)
    {
        var solver = _solvers.Rent();
        solver.Solve(Items, equation, factor);
        _solvers.Return(solver);
    }

    /// <summary>Euclidean length of a factor.</summary>
    internal static float LengthOf(ReadOnlySpan<float> factor)
    {
        double sum = 0;
        foreach (var element in factor)
            sum += (double)element * element;
        return (float)Math.Sqrt(sum);
    }

    private static float[] LengthsOf(ModelArtifact artifact)
    {
        var lengths = new float[artifact.ItemCount];
        for (var item = 0; item < lengths.Length; item++)
            lengths[item] = LengthOf(artifact.FactorOf(item));
        return lengths;
    }
}
