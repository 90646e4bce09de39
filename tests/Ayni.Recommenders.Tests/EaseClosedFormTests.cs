using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

public sealed class EaseClosedFormTests
{
    /// <summary>Single precision against double; the condition numbers here are under 100.</summary>
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData(50, 30, 0)]
    [InlineData(50, 30, 1)]
    [InlineData(30, 50, 0)]
    [InlineData(30, 50, 0.5)]
    public void Score_EitherSide_IsTheClosedFormInDoublePrecision(int users, int items, double exponent)
    {
        var train = SampleMatrices.Random(users, items, 250, seed: 8);
        var model = new EaseRecommender(new EaseOptions { Regularization = 3, WeightExponent = exponent });
        model.Fit(train);
        var x = Dense(train, exponent);
        var b = Similarities(x, 3);
        var scores = new float[items];
        for (var user = 0; user < users; user++)
        {
            model.Score([user], scores);
            for (var item = 0; item < items; item++)
            {
                var expected = Enumerable.Range(0, items).Sum(other => x[user, other] * b[other, item]);
                if (!float.IsNaN(scores[item]))
                    Assert.Equal(expected, scores[item], Tolerance);
                else
                    Assert.True(train.RowLength(user) == 0 || !train.ColumnIndices.Contains(item));
            }
        }
    }

    [Fact]
    public void Fit_MaxItems_ModelsTheMostFrequentAlone()
    {
        // Met by 1, 3, 2 and 2 users.
        var train = SampleMatrices.Ones(4, 4, [0, 0, 1, 1, 2, 2, 3, 3], [0, 1, 1, 2, 1, 2, 3, 3]);
        var model = new EaseRecommender(new EaseOptions { Regularization = 1, MaxItems = 2 });
        model.Fit(train);
        var scores = new float[4];
        model.Score([1], scores);
        Assert.Equal([true, false, false, true], scores.Select(float.IsNaN));
        Assert.Equal(4, model.Items);
        Assert.Empty(model.Explain(1, 3));
    }

    [Fact]
    public void Fit_TooLarge_NamesItemsBytesAndRemedyBeforeTheStart()
    {
        const int Users = 200_000;
        var everything = Enumerable.Range(0, Users).ToArray();
        var train = SampleMatrices.Ones(Users, Users, everything, everything);
        var model = new EaseRecommender(new EaseOptions { MaxMemoryBytes = 1_000_000_000 });
        var exception = Assert.Throws<CatalogueTooLargeException>(() => model.Fit(train));
        Assert.Equal(Users, exception.Items);
        Assert.Equal(SymmetricTiles.BytesToInvert(Users), exception.BytesNeeded);
        Assert.Contains("200,000 items", exception.Message, StringComparison.Ordinal);
        Assert.Contains("1,000,000,000", exception.Message, StringComparison.Ordinal);
        var largest = SymmetricTiles.LargestSize(1_000_000_000);
        Assert.Contains($"MaxItems to {largest:N0}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 12)]
    [InlineData(12, 20)]
    public void Fit_CancelledMidway_ThrowsAndLeavesNoModel(int users, int items)
    {
        using var source = new CancellationTokenSource();
        var model = new EaseRecommender(progress: new CancellingProgress(source));
        Assert.ThrowsAny<OperationCanceledException>(
            () => model.Fit(SampleMatrices.Checkerboard(users, items), source.Token));
        Assert.Equal(0, model.Items);
    }

    [Theory]
    [InlineData("Regularization")]
    [InlineData("WeightExponent")]
    [InlineData("MaxItems")]
    [InlineData("MaxMemoryBytes")]
    public void Options_OutOfRange_NameTheOption(string option)
    {
        var options = option switch
        {
            "Regularization" => new EaseOptions { Regularization = 0 },
            "WeightExponent" => new EaseOptions { WeightExponent = 1.1 },
            "MaxItems" => new EaseOptions { MaxItems = -1 },
            _ => new EaseOptions { MaxMemoryBytes = -1 },
        };
        Assert.Equal(option, Assert.Throws<ArgumentOutOfRangeException>(options.Validated).ParamName);
    }

    private static double[,] Dense(CsrMatrix matrix, double exponent)
    {
        var dense = new double[matrix.Rows, matrix.Columns];
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var entry = 0; entry < matrix.RowLength(row); entry++)
                dense[row, matrix.RowColumns(row)[entry]] = Math.Pow(matrix.RowValues(row)[entry], exponent);
        }

        return dense;
    }

    /// <summary>Steck 2019, equation 8: −P_ij / P_jj, and 0 on the diagonal.</summary>
    private static double[,] Similarities(double[,] x, double regularization)
    {
        var items = x.GetLength(1);
        var gram = new double[items, items];
        for (var i = 0; i < items; i++)
        {
            for (var j = 0; j < items; j++)
            {
                for (var user = 0; user < x.GetLength(0); user++)
                    gram[i, j] += x[user, i] * x[user, j];
            }

            gram[i, i] += regularization;
        }

        var inverse = Inverse(gram);
        var b = new double[items, items];
        for (var i = 0; i < items; i++)
        {
            for (var j = 0; j < items; j++)
                b[i, j] = i == j ? 0 : -inverse[i, j] / inverse[j, j];
        }

        return b;
    }

    /// <summary>Gauss and Jordan, plainly; no pivots are needed for a positive definite matrix.</summary>
    private static double[,] Inverse(double[,] matrix)
    {
        var size = matrix.GetLength(0);
        var inverse = new double[size, size];
        for (var row = 0; row < size; row++)
            inverse[row, row] = 1;
        for (var pivot = 0; pivot < size; pivot++)
        {
            var scale = 1 / matrix[pivot, pivot];
            for (var column = 0; column < size; column++)
                (matrix[pivot, column], inverse[pivot, column]) =
                    (matrix[pivot, column] * scale, inverse[pivot, column] * scale);
            for (var row = 0; row < size; row++)
            {
                var factor = row == pivot ? 0 : matrix[row, pivot];
                for (var column = 0; column < size; column++)
                {
                    matrix[row, column] -= factor * matrix[pivot, column];
                    inverse[row, column] -= factor * inverse[pivot, column];
                }
            }
        }

        return inverse;
    }
}
