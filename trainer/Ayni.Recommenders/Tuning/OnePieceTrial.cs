namespace Ayni.Recommenders;

/// <summary>A trial of a model that is fitted in one piece, on one split after the other.</summary>
internal sealed class OnePieceTrial(IReadOnlyList<JudgedSplit> splits, IRecommender model) : ITrial
{
    private TrialScore? _score;

    public TrialScore Advance(int resource, CancellationToken cancellationToken)
    {
        if (_score is { } score)
            return score;
        var sum = 0.0;
        foreach (var split in splits)
        {
            model.Fit(split.Train, cancellationToken);
            sum += split.Judge(model, cancellationToken);
        }

        _score = new TrialScore(sum / splits.Count, 1, 1);
        return _score.Value;
    }
}
