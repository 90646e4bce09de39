using Ayni.Filters;
using Ayni.Grains.Catalog;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Exports;

/// <summary>
/// The products that lists are made of, laid out for scoring blocks of shoppers. A product's line holds its factor
/// times what it is weighted with, and then what popularity adds: one inner product gives all that does not hang on
/// single products the shopper met. Rounding makes it differ from the answer's own sum by no more than
/// <see cref="ErrorOf"/>, so it chooses whom to score as an answer does, and nothing more. Immutable; any number of
/// threads.
/// </summary>
internal sealed class ScoreTable
{
    /// <summary>Position of a product that is not in the table.</summary>
    public const int None = -1;

    // One unit in the last place of a sum's largest magnitude, halved as rounding does.
    private const double Unit = 1.0 / (1 << 24);

    // Roundings of a summand before and after the inner product: scale, weight, popularity, the parts' sum.
    private const int OtherRoundings = 16;

    // By slice: the longest factor of its lines, and the most that popularity adds in it or a later one.
    private readonly double[] _longest;
    private readonly double[] _most;

    /// <summary>Lays the products out.</summary>
    /// <param name="snapshot">The products.</param>
    /// <param name="plan">What scores are the sum of.</param>
    /// <param name="rows">Rows that may be given.</param>
    public ScoreTable(IndexSnapshot snapshot, ScorePlan plan, RowSet rows)
    {
        (Snapshot, Plan) = (snapshot, plan);
        Rank = snapshot.Model is { } model && plan.FactorWeight != 0 ? model.Artifact.Rank : 0;
        Rows = LongestFirst([.. rows.ToArray().Where(IsKnown)]);
        Positions = new int[snapshot.Count];
        Array.Fill(Positions, None);
        var lines = new float[checked(Rows.Length * Depth)];
        for (var position = 0; position < Rows.Length; position++)
        {
            Positions[Rows[position]] = position;
            Fill(lines.AsSpan(position * Depth, Depth), Rows[position]);
        }

        Factors = new PackedFactors(lines, Depth);
        (_longest, _most) = (new double[Factors.Slices], new double[Factors.Slices]);
        for (var position = Rows.Length - 1; position >= 0; position--)
        {
            var line = lines.AsSpan(position * Depth, Depth);
            var slice = position / PackedFactors.SliceRows;
            _longest[slice] = Math.Max(_longest[slice], LengthOf(line[..Rank]));
            _most[slice] = Math.Max(_most[slice], Math.Abs(line[Rank]));
            if (slice > 0 && position % PackedFactors.SliceRows == 0)
                _most[slice - 1] = _most[slice];
        }
    }

    /// <summary>All products.</summary>
    public IndexSnapshot Snapshot { get; }

    /// <summary>What scores are the sum of.</summary>
    public ScorePlan Plan { get; }

    /// <summary>Row of each position: by the length of the line's factor, the longest first.</summary>
    public int[] Rows { get; }

    /// <summary>Position of each row, or <see cref="None"/>.</summary>
    public int[] Positions { get; }

    /// <summary>Numbers of a shopper's factor that count; 0: it does not.</summary>
    public int Rank { get; }

    /// <summary>Numbers a line.</summary>
    public int Depth => Rank + 1;

    /// <summary>The lines.</summary>
    public PackedFactors Factors { get; }

    /// <summary>
    /// What no inner product of a shopper with a line of a slice, or of a later one, is over (Cauchy and Schwarz).
    /// </summary>
    /// <param name="length">Length of the shopper's factor.</param>
    /// <param name="slice">Slice.</param>
    public double BoundOf(double length, int slice) => (length * _longest[slice]) + _most[slice];

    /// <summary>How far an inner product of a line and a shopper may be from what an answer sums up.</summary>
    /// <param name="length">Length of the shopper's factor.</param>
    public float ErrorOf(double length) => Factors.Slices == 0
        ? 0
        : (float)(2 * (Depth + OtherRoundings) * Unit * BoundOf(length, 0) * 1.01);

    /// <summary>Euclidean length of a factor; 0 of an empty one.</summary>
    public static double LengthOf(ReadOnlySpan<float> factor)
    {
        double sum = 0;
        foreach (var number in factor)
            sum += (double)number * number;
        return Math.Sqrt(sum);
    }

    /// <summary>A row's score as an answer sums it up; NaN where nobody says anything.</summary>
    /// <param name="row">Row.</param>
    /// <param name="factor">The shopper's factor; empty: none.</param>
    /// <param name="neighbours">What each neighbour part of the model says.</param>
    public float ScoreOf(int row, ReadOnlySpan<float> factor, ReadOnlySpan<SparseScores> neighbours)
    {
        var (total, isSaid) = (0f, false);
        foreach (var step in Plan.Steps)
        {
            var score = PartOf(step, row, factor, neighbours);
            if (float.IsNaN(score))
                continue;
            total += step.Weight * score;
            isSaid = true;
        }

        return isSaid ? total : float.NaN;
    }

    /// <summary>What a summand says of a row, before its weight; NaN where it says nothing.</summary>
    /// <param name="step">The summand.</param>
    /// <param name="row">Row.</param>
    /// <param name="factor">The shopper's factor; empty: none.</param>
    /// <param name="neighbours">What each neighbour part of the model says.</param>
    public float PartOf(
        ScoreStep step, int row, ReadOnlySpan<float> factor, ReadOnlySpan<SparseScores> neighbours) => step.Kind switch
        {
            ScoreStepKind.Factor => FactorScoreOf(row, factor),
            ScoreStepKind.Popularity => Snapshot.Popularity[row],
            _ => NeighbourScoreOf(row, neighbours[step.Part]),
        };

    private float FactorScoreOf(int row, ReadOnlySpan<float> factor)
    {
        if (factor.IsEmpty)
            return float.NaN;
        var item = Snapshot.ItemOf(row);
        var model = Snapshot.Model!;
        if (item != IndexSnapshot.NoItem)
            return ScoreScan.Dot(factor, model.Artifact.FactorOf(item)) * model.ScaleOf(item);
        var own = Snapshot.Content.FactorOf(row);
        return own.IsEmpty ? float.NaN : ScoreScan.Dot(factor, own);
    }

    private float NeighbourScoreOf(int row, SparseScores scores)
    {
        var item = Snapshot.ItemOf(row);
        return item == IndexSnapshot.NoItem ? float.NaN : scores[item];
    }

    // A shopper whose list is full of better ones than a slice can hold needs none of those after it either.
    private int[] LongestFirst(int[] rows)
    {
        if (Rank == 0)
            return rows;
        var line = new float[Depth];
        var lengths = Array.ConvertAll(rows, row =>
        {
            Array.Clear(line);
            Fill(line, row);
            return -LengthOf(line.AsSpan(0, Rank));
        });
        Array.Sort(lengths, rows);
        return rows;
    }

    private bool IsKnown(int row) => Snapshot.ItemOf(row) != IndexSnapshot.NoItem
        || (Rank > 0 && !Snapshot.Content.FactorOf(row).IsEmpty)
        || (Plan.HasPopularity && !float.IsNaN(Snapshot.Popularity[row]));

    private void Fill(Span<float> line, int row)
    {
        foreach (var step in Plan.Steps)
        {
            if (step.Kind == ScoreStepKind.Factor)
                FillFactor(line[..Rank], row, step.Weight);
            else if (step.Kind == ScoreStepKind.Popularity && !float.IsNaN(Snapshot.Popularity[row]))
                line[Rank] += step.Weight * Snapshot.Popularity[row];
        }
    }

    private void FillFactor(Span<float> target, int row, float weight)
    {
        var item = Snapshot.ItemOf(row);
        var isMet = item != IndexSnapshot.NoItem;
        var factor = isMet ? Snapshot.Model!.Artifact.FactorOf(item) : Snapshot.Content.FactorOf(row);
        var scale = isMet ? weight * Snapshot.Model!.ScaleOf(item) : weight;
        for (var index = 0; index < factor.Length; index++)
            target[index] = scale * factor[index];
    }
}
