namespace Ayni.Recommenders;

/// <summary>The draws of a space without those that were there before.</summary>
internal sealed class TrialSequence(SearchSpace space, int seed)
{
    /// <summary>Draws in a row that were all there before: the space is taken to hold no more.</summary>
    private const int MaxRepeats = 1000;

    private readonly HashSet<string> _drawn = new(StringComparer.Ordinal);
    private int _draws;

    /// <summary>The next values; null where there are no new ones.</summary>
    public OptionValues? Next()
    {
        for (var repeats = 0; repeats < MaxRepeats; repeats++)
        {
            var values = space.Draw(seed, _draws++);
            if (_drawn.Add(values.ToString()))
                return values;
        }

        return null;
    }
}
