using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>A shopper's pool of candidates in its new order.</summary>
internal sealed class RerankedPool
{
    private readonly Dictionary<int, int> _places;

    /// <param name="rows">Row of each candidate.</param>
    /// <param name="candidates">The candidates, with what the parts say.</param>
    /// <param name="scores">By the trees.</param>
    /// <param name="dealt">The blend's scores, given out anew in the order of the trees.</param>
    public RerankedPool(int[] rows, CandidatePool candidates, double[] scores, float[] dealt)
    {
        (Candidates, Scores, Dealt) = (candidates, scores, dealt);
        _places = new Dictionary<int, int>(rows.Length);
        for (var place = 0; place < rows.Length; place++)
            _places[rows[place]] = place;
    }

    /// <summary>The candidates, with what the parts say.</summary>
    public CandidatePool Candidates { get; }

    /// <summary>Their scores by the trees.</summary>
    public double[] Scores { get; }

    /// <summary>Their scores in the list.</summary>
    public float[] Dealt { get; }

    /// <summary>Row of each candidate, with its score in the list.</summary>
    public IEnumerable<(int Row, float Score)> Rows => _places.Select(place => (place.Key, Dealt[place.Value]));

    /// <summary>Place of a row in the pool; null: it is not in it.</summary>
    public int? PlaceOf(int row) => _places.TryGetValue(row, out var place) ? place : null;

    /// <summary>Puts the new scores in the place of the blend's, but where a row has another one's.</summary>
    /// <param name="buffers">The sums; those of the pool become exact.</param>
    /// <param name="standIns">Rows that have the score of a sold-out variant.</param>
    public void PutInto(ScanBuffers buffers, IReadOnlyDictionary<int, int> standIns)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        ArgumentNullException.ThrowIfNull(standIns);
        foreach (var (row, place) in _places)
        {
            if (!buffers.Said.Contains(row) || standIns.ContainsKey(row))
                continue;
            buffers.Totals[row] = Dealt[place];
            buffers.Exact.Add(row);
        }
    }
}
