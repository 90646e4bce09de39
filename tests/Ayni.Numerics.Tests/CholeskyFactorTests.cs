namespace Ayni.Numerics.Tests;

public sealed class CholeskyFactorTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(8, 8)]
    [InlineData(37, 5)]
    [InlineData(130, 17)]
    public void Solve_RandomEquations_GiveTheRightSidesBack(int size, int columns)
    {
        var random = new Random(size);
        var root = Numbers(random, size * size);
        var matrix = new double[size * size];
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                for (var inner = 0; inner < size; inner++)
                    matrix[(row * size) + column] += root[(inner * size) + row] * root[(inner * size) + column];
                matrix[(row * size) + column] += row == column ? 1 : 0;
            }
        }

        var rightSides = Numbers(random, size * columns);

        var solutions = CholeskyFactor.Of(matrix, size).Solve(rightSides, columns);

        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var sum = 0.0;
                for (var inner = 0; inner < size; inner++)
                    sum += matrix[(row * size) + inner] * solutions[(inner * columns) + column];

                // Eigenvalues are 1 to a few hundred: double precision keeps eleven digits.
                Assert.Equal(rightSides[(row * columns) + column], sum, 1e-9);
            }
        }
    }

    [Fact]
    public void Of_BelowTheDiagonal_IsNotRead()
    {
        double[] matrix = [4, 2, double.NaN, 5];

        var solution = CholeskyFactor.Of(matrix, 2).Solve([8, 9], 1);

        Assert.Equal(1.375, solution[0], 1e-14);
        Assert.Equal(1.25, solution[1], 1e-14);
    }

    [Fact]
    public void Of_SingularMatrix_NamesTheRow()
    {
        var exception = Assert.Throws<NotPositiveDefiniteException>(() => CholeskyFactor.Of([1, 1, 1, 1], 2));

        Assert.Equal(1, exception.Row);
    }

    [Fact]
    public void Of_WrongShape_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => CholeskyFactor.Of([1, 2, 3], 2));
        Assert.Throws<ArgumentException>(() => CholeskyFactor.Of([1], 1).Solve([1, 2], 1));
    }

    private static double[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
}
