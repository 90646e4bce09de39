namespace Ayni.Numerics.Tests;

/// <summary>The first look never hides what the second would find, and leaves it little.</summary>
public sealed class QuantizedRowsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(1_024)]
    [InlineData(3_000)]
    public void UpperBound_OfAnyNumbers_IsNotUnderTheInnerProduct(int rank)
    {
        var random = new Random(rank);
        var factors = Numbers(random, 300 * rank, row => Magnitude(row / rank));
        var rows = QuantizedRows.Of(factors, rank);
        for (var trial = 0; trial < 50; trial++)
        {
            var query = Numbers(random, rank, _ => Magnitude(trial));

            var asked = rows.Ask(query);

            for (var row = 0; row < rows.Rows; row++)
            {
                var exact = ScoreScan.Dot(query, factors.AsSpan(row * rank, rank));
                Assert.True(
                    rows.UpperBound(asked, row) >= exact,
                    $"{rows.UpperBound(asked, row):R} < {exact:R} at row {row} of trial {trial}");
            }
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(256)]
    public void UpperBound_OfFactors_IsWithinAHundredthOfTheLengths(int rank)
    {
        var random = new Random(rank);
        var factors = Numbers(random, 300 * rank, _ => 1, hasGiants: false);
        var query = Numbers(random, rank, _ => 1, hasGiants: false);
        var rows = QuantizedRows.Of(factors, rank);

        var asked = rows.Ask(query);

        for (var row = 0; row < rows.Rows; row++)
        {
            var factor = factors.AsSpan(row * rank, rank);
            var over = rows.UpperBound(asked, row) - ScoreScan.Dot(query, factor);
            Assert.InRange(over / (LengthOf(query) * LengthOf(factor)), 0, 0.01);
        }
    }

    [Fact]
    public void UpperBound_OfWholeNumbersThatFit_IsNearlyExact()
    {
        float[] factors = [127, -5, 0, 64];
        var rows = QuantizedRows.Of(factors, 4);

        var bound = rows.UpperBound(rows.Ask([1, 1, 1, 1]), 0);

        Assert.InRange(bound, 186, 186.02f);
    }

    [Fact]
    public void Of_AllZero_BoundsByNearlyZero()
    {
        var rows = QuantizedRows.Of(new float[32], 16);

        Assert.InRange(rows.UpperBound(rows.Ask(Numbers(new Random(1), 16, _ => 1)), 1), 0, 1e-36f);
    }

    [Fact]
    public void Of_PartOfARow_Throws() =>
        Assert.Throws<ArgumentException>(() => QuantizedRows.Of(new float[10], 4));

    [Fact]
    public void Ask_OfAnotherLength_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedRows.Of(new float[8], 4).Ask(new float[3]));

    // From what vanishes to what is huge, in turn.
    private static float Magnitude(int number) => (number % 8) switch
    {
        0 => 1e-30f,
        1 => 1e-18f,
        2 => 1e-12f,
        3 => 1e12f,
        4 => 0,
        _ => 1,
    };

    private static float[] Numbers(Random random, int count, Func<int, float> magnitude, bool hasGiants = true)
    {
        var numbers = new float[count];
        for (var index = 0; index < count; index++)
        {
            // Now and then one that dwarfs the others, for then these have no bits left.
            var size = hasGiants && random.Next(20) == 0 ? 1_000 : 1;
            numbers[index] = (float)((random.NextDouble() - 0.5) * size) * magnitude(index);
        }

        return numbers;
    }

    private static double LengthOf(ReadOnlySpan<float> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
            sum += (double)number * number;
        return Math.Sqrt(sum);
    }
}
