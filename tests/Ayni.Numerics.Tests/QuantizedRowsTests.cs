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

            var bounds = BoundsOf(rows, query);

            for (var row = 0; row < rows.Rows; row++)
            {
                var exact = ScoreScan.Dot(query, factors.AsSpan(row * rank, rank));
                Assert.True(
                    bounds[row] >= exact, $"{bounds[row]:R} < {exact:R} at row {row} of trial {trial}");
            }
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(256)]
    public void UpperBound_OfFactors_IsWithinAFortiethOfTheLengths(int rank)
    {
        var random = new Random(rank);
        var factors = Numbers(random, 300 * rank, _ => 1, hasGiants: false);
        var query = Numbers(random, rank, _ => 1, hasGiants: false);
        var rows = QuantizedRows.Of(factors, rank);

        var bounds = BoundsOf(rows, query);

        for (var row = 0; row < rows.Rows; row++)
        {
            var factor = factors.AsSpan(row * rank, rank);
            var over = bounds[row] - ScoreScan.Dot(query, factor);
            Assert.InRange(over / (LengthOf(query) * LengthOf(factor)), 0, 0.025);
        }
    }

    [Fact]
    public void UpperBound_OfWholeNumbersThatFit_IsNearlyExact()
    {
        float[] factors = [127, -5, 0, 64];

        var bounds = BoundsOf(QuantizedRows.Of(factors, 4), [1, 1, 1, 1]);

        Assert.InRange(bounds[0], 186, 186.02f);
    }

    [Fact]
    public void Of_AllZero_BoundsByNearlyZero()
    {
        var bounds = BoundsOf(QuantizedRows.Of(new float[32], 16), Numbers(new Random(1), 16, _ => 1));

        Assert.InRange(bounds[1], 0, 1e-36f);
    }

    [Fact]
    public void Of_PartOfARow_Throws() =>
        Assert.Throws<ArgumentException>(() => QuantizedRows.Of(new float[10], 4));

    [Fact]
    public void Ask_OfAnotherLength_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantizedRows.Of(new float[8], 4).Ask(new float[3]));

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void UpperBounds_OfNoBlock_Throws(int block)
    {
        var rows = QuantizedRows.Of(new float[8 * 65], 8);

        Assert.Throws<ArgumentOutOfRangeException>(
            () => rows.UpperBounds(rows.Ask(new float[8]), block, new float[QuantizedRows.BlockRows]));
    }

    private static float[] BoundsOf(QuantizedRows rows, float[] query)
    {
        var asked = rows.Ask(query);
        var bounds = new float[rows.Blocks * QuantizedRows.BlockRows];
        for (var block = 0; block < rows.Blocks; block++)
            rows.UpperBounds(asked, block, bounds.AsSpan(block * QuantizedRows.BlockRows));
        return bounds;
    }

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
