namespace Ayni.Filters.Tests.Random;

/// <summary>Choices from one seeded source.</summary>
/// <param name="next">A number from 0 to below the bound.</param>
internal sealed class Dice(Func<int, int> next)
{
    public int Below(int bound) => next(bound);

    public bool OneIn(int chances) => next(chances) == 0;

    public T Of<T>(params IReadOnlyList<T> choices) => choices[next(choices.Count)];
}
