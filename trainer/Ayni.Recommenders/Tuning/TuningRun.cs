using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>One search under way: the trials' results, and the reason to end once there is one.</summary>
internal sealed class TuningRun(
    ITunable tunable,
    TrialSequence sequence,
    TuningOptions options,
    Func<bool> mayGoOn,
    IProgress<TrialResult>? progress)
{
    private readonly Dictionary<int, TrialResult> _results = [];
    private TuningEnd? _end;
    private int _started;

    public IEnumerable<TrialResult> Results => _results.Values;

    public TuningEnd Search(CancellationToken cancellationToken)
    {
        try
        {
            while (_end is null)
            {
                if (options.Search == TuningSearch.Halving)
                    Halve(cancellationToken);
                else
                    Best(NewTrials(options.Trials), options.MaxResource, 1, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return TuningEnd.Cancelled;
        }

        return _end.Value;
    }

    /// <summary>One bracket: all get the first resource, one in η of them η times that, and so on.</summary>
    private void Halve(CancellationToken cancellationToken)
    {
        var resource = Math.Min(options.FirstResource, options.MaxResource);
        var left = options.Bracket / options.Reduction;
        var contenders = Best(NewTrials(options.Bracket), resource, Math.Max(left, 1), cancellationToken);
        while (_end != TuningEnd.BudgetSpent && contenders.Count > 0 && resource < options.MaxResource)
        {
            resource = Math.Min(resource * options.Reduction, options.MaxResource);
            left /= options.Reduction;
            contenders = Best(contenders, resource, Math.Max(left, 1), cancellationToken);
        }
    }

    /// <summary>Advances all, and gives the best, best first. The others' models are given up on the way.</summary>
    private List<Contender> Best(
        IEnumerable<Contender> contenders, int resource, int count, CancellationToken cancellationToken)
    {
        var best = new List<Contender>();
        foreach (var contender in contenders)
        {
            if (!mayGoOn())
            {
                _end = TuningEnd.BudgetSpent;
                return best;
            }

            if (Advance(contender, resource, cancellationToken) is not { Score: { } score, Error: null })
                continue;
            contender.Metric = score.Metric;
            var place = best.FindIndex(other => other.Metric < score.Metric);
            best.Insert(place < 0 ? best.Count : place, contender);
            if (best.Count > count)
                best.RemoveAt(count);
        }

        return best;
    }

    private IEnumerable<Contender> NewTrials(int count)
    {
        for (; count > 0; count--)
        {
            if (_started == options.Trials)
            {
                _end = TuningEnd.Completed;
                yield break;
            }

            if (sequence.Next() is not { } values)
            {
                _end = TuningEnd.SpaceExhausted;
                yield break;
            }

            yield return new Contender(_started++, values, tunable.Start(values));
        }
    }

    private TrialResult Advance(Contender contender, int resource, CancellationToken cancellationToken)
    {
        // One that fails later keeps what it had reached with less.
        var result = _results.GetValueOrDefault(contender.Index)
            ?? new TrialResult(contender.Index, contender.Values, null, null);
        try
        {
            var score = contender.Trial.Advance(resource, cancellationToken);
            result = double.IsFinite(score.Metric)
                ? result with { Score = score }
                : result with { Error = $"The metric is {score.Metric}." };
        }
        catch (Exception exception) when (exception
            is NormalEquationException or DivergenceException or ArithmeticException)
        {
            result = result with { Error = exception.Message };
        }

        _results[contender.Index] = result;
        progress?.Report(result);
        return result;
    }

    private sealed class Contender(int index, OptionValues values, ITrial trial)
    {
        public int Index => index;

        public OptionValues Values => values;

        public ITrial Trial => trial;

        public double Metric { get; set; }
    }
}
