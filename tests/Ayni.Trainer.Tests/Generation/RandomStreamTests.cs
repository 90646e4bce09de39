using Ayni.Data.Generation;

namespace Ayni.Trainer.Tests.Generation;

public class RandomStreamTests
{
    [Theory]
    [InlineData(1, "users", 0, new[] { 0.9208202357140604, 0.43231480829618063, 0.6549688020316519 }, 865)]
    [InlineData(1, "users", 1, new[] { 0.6494974946196269, 0.648943375076598, 0.2650954393084479 }, 738)]
    [InlineData(42, "día", 365, new[] { 0.5306125724827747, 0.24564116295189575, 0.6892959713302846 }, 50)]
    [InlineData(-3, "", -1, new[] { 0.08345521405454359, 0.15741572761407474, 0.7604904125768628 }, 347)]
    public void NextDouble_PinnedStreams_NeverChange(
        int seed, string partition, long index, double[] expected, int expectedNext)
    {
        // A generated shop is known by its seed: a change here is a change of every one.
        var stream = new RandomStream(seed, partition, index);

        Assert.Equal(expected, Enumerable.Range(0, 3).Select(_ => stream.NextDouble()));
        Assert.Equal(expectedNext, stream.Next(1000));
    }
}
