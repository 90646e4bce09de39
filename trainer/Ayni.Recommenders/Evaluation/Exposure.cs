using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>How often each item was recommended, at one cutoff.</summary>
internal sealed class Exposure
{
    private readonly int[] _slots;
    private readonly ulong[] _candidates;
    private readonly ItemPopularity _popularity;

    public Exposure(ScoredIndex[][] lists, int cutoff, ulong[] candidates, ItemPopularity popularity)
    {
        (_candidates, _popularity) = (candidates, popularity);
        _slots = new int[popularity.Counts.Length];
        foreach (var list in lists)
        {
            foreach (var entry in list.AsSpan(0, Math.Min(cutoff, list.Length)))
                _slots[entry.Index]++;
        }
    }

    /// <summary>Share of the candidates that were recommended.</summary>
    public double Coverage => _slots.Count(slots => slots > 0) / (double)Math.Max(Candidates.Count(_candidates), 1);

    /// <summary>Share of the slots that hold an item of the head; 0 without slots.</summary>
    public double HeadShare
    {
        get
        {
            var (head, all) = (0L, 0L);
            for (var item = 0; item < _slots.Length; item++)
            {
                all += _slots[item];
                head += _popularity.IsHead(item) ? _slots[item] : 0;
            }

            return head / (double)Math.Max(all, 1);
        }
    }

    /// <summary>Gini coefficient of the candidates' slots; 0 without slots.</summary>
    public double Gini
    {
        get
        {
            var ascending = Enumerable.Range(0, _slots.Length)
                .Where(item => Candidates.Contains(_candidates, item))
                .Select(item => _slots[item])
                .Order()
                .ToArray();
            var (weighted, sum) = (0.0, 0.0);
            for (var place = 1; place <= ascending.Length; place++)
            {
                weighted += ((2.0 * place) - ascending.Length - 1) * ascending[place - 1];
                sum += ascending[place - 1];
            }

            return sum == 0 ? 0 : weighted / (ascending.Length * sum);
        }
    }
}
