namespace Ayni.Numerics.Tests;

public sealed class SplitMix64Tests
{
    [Theory]
    [InlineData(1, 0L, new[] { 7982734928498899980UL, 7851527857629710090UL, 9955129241680291498UL }, 817)]
    [InlineData(1, 1L, new[] { 12793040940332582595UL, 17925934194126948328UL, 7868805697131187933UL }, 806)]
    [InlineData(-1, -1L, new[] { 1203730432858005637UL, 1418376640203629742UL, 7375583360322724181UL }, 868)]
    [InlineData(-6, 123456789012L, new[] { 47967172834454759UL, 2722499684274551086UL, 9013380401212901111UL }, 541)]
    [InlineData(
        int.MinValue, long.MinValue,
        new[] { 8962970398415836982UL, 15985070064099405509UL, 18249087323985893231UL }, 367)]
    public void NextUInt64_PinnedStreams_NeverChange(int seed, long partition, ulong[] expected, int expectedNext)
    {
        var random = new SplitMix64(seed, partition);
        Assert.Equal(expected, Enumerable.Range(0, 3).Select(_ => random.NextUInt64()));
        Assert.Equal(expectedNext, random.Next(1000));
    }

    [Fact]
    public void NextUInt64_PublishedState_GivesThePublishedNumbers()
    {
        // Vigna's splitmix64.c from the state 1234567.
        var random = new SplitMix64(1234567UL);
        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL],
            Enumerable.Range(0, 3).Select(_ => random.NextUInt64()));
    }

    [Fact]
    public void NextUInt64_StreamStartedAStepLater_GoesOnFromThere()
    {
        var whole = new SplitMix64(9UL);
        whole.NextUInt64();
        var later = new SplitMix64(9UL + SplitMix64.Step);
        Assert.Equal(whole.NextUInt64(), later.NextUInt64());
    }

    [Fact]
    public void NextDouble_ManyNumbers_AreUniform()
    {
        // Mean ½ ± 5 / √(12 · 100,000); one number lies 2⁻⁵³ under the other.
        var (random, positive) = (new SplitMix64(3, 1), new SplitMix64(3, 1));
        double sum = 0;
        for (var draw = 0; draw < 100_000; draw++)
        {
            var number = random.NextDouble();
            Assert.InRange(number, 0, 1 - (1.0 / (1L << 53)));
            Assert.Equal(number + (1.0 / (1L << 53)), positive.NextPositiveDouble());
            sum += number;
        }

        Assert.Equal(0.5, sum / 100_000, 5 / Math.Sqrt(12 * 100_000));
    }

    [Fact]
    public void Next_EveryBound_StaysUnderIt()
    {
        var random = new SplitMix64(1, 2);
        for (var bound = 1; bound < 2000; bound++)
            Assert.InRange(random.Next(bound), 0, bound - 1);
        Assert.InRange(random.Next(int.MaxValue), 0, int.MaxValue - 1);
    }
}
