using Ayni.Numerics;

namespace Ayni.Recommenders.Tests;

/// <summary>Both filters against their formulas in double precision, on dense matrices.</summary>
public sealed class GraphFilterClosedFormTests
{
    /// <summary>Single precision, relative to the largest score.</summary>
    private const double Tolerance = 1e-4;

    private const int Users = 30;
    private const int Items = 18;

    private static readonly CsrMatrix Train = SampleMatrices.Random(Users, Items, 160, seed: 6);

    [Theory]
    [InlineData(0.5, 0.5, 0.5)]
    [InlineData(0, 0, 0)]
    [InlineData(0.3, 0.7, -0.2)]
    public void Score_Walk_IsTheProductOfThreeScaledMatrices(double user, double item, double output)
    {
        var model = new WalkFilterRecommender(
            new WalkFilterOptions { UserExponent = user, ItemExponent = item, OutputExponent = output });
        model.Fit(Train);
        var (graph, scales) = Graph(user, item, output);
        var expected = Multiply(graph, Multiply(Transpose(graph), graph));
        AssertScores(model, expected, scales);
    }

    [Fact]
    public void Score_AllDirectionsPassAlike_GivesTheRowBack()
    {
        var model = new SpectralFilterRecommender(
            new SpectralFilterOptions { Rank = Items, Response = 0, OutputExponent = 0.35 });
        model.Fit(Train);
        var (graph, scales) = Graph(0.35, 0.35, 0.35);
        AssertScores(model, graph, scales);
    }

    [Fact]
    public void Score_ResponseTwo_IsTheWalkWithoutTruncation()
    {
        var spectral = new SpectralFilterRecommender(
            new SpectralFilterOptions { Rank = Items, Response = 2, UserExponent = 0.4, ItemExponent = 0.6 });
        spectral.Fit(Train);
        var (graph, scales) = Graph(0.4, 0.6, new SpectralFilterOptions().OutputExponent);
        var walks = Multiply(graph, Multiply(Transpose(graph), graph));

        // The response is relative to the largest singular value: the two differ by its square.
        var first = new float[Items];
        spectral.Score([0], first);
        var best = Enumerable.Range(0, Items).Where(item => !float.IsNaN(first[item])).MaxBy(item => first[item]);
        var factor = first[best] / (walks[0, best] * scales[best]);
        AssertScores(spectral, walks, Array.ConvertAll(scales, scale => scale * factor));
    }

    [Fact]
    public void Score_NoHistoryOrItemNobodyMet_IsNaN()
    {
        var train = SampleMatrices.Ones(3, 4, [0, 0, 1], [0, 1, 1]);
        foreach (var model in new IRecommender[] { new WalkFilterRecommender(), new SpectralFilterRecommender() })
        {
            model.Fit(train);
            var scores = new float[8];
            model.Score([0, 2], scores);
            Assert.Equal([false, false, true, true, true, true, true, true], scores.Select(float.IsNaN));
            Assert.Empty(model.Explain(0, 3));
            Assert.Empty(model.Explain(2, 0));
        }
    }

    private static void AssertScores(IRecommender model, double[,] expected, double[] scales)
    {
        var scores = new float[Items];
        var largest = Enumerable.Range(0, Users)
            .Max(user => Enumerable.Range(0, Items).Max(item => Math.Abs(expected[user, item] * scales[item])));
        for (var user = 0; user < Users; user++)
        {
            model.Score([user], scores);
            for (var item = 0; item < Items; item++)
            {
                if (Train.RowLength(user) == 0 || scales[item] == 0)
                    Assert.True(float.IsNaN(scores[item]));
                else
                    Assert.Equal(expected[user, item] * scales[item], scores[item], Tolerance * largest);
            }
        }
    }

    /// <summary>D_U^-a R D_I^-b, and D_I^p.</summary>
    private static (double[,] Graph, double[] Scales) Graph(double user, double item, double output)
    {
        var (byUser, byItem) = (new double[Users], new double[Items]);
        var graph = new double[Users, Items];
        for (var row = 0; row < Users; row++)
        {
            for (var entry = 0; entry < Train.RowLength(row); entry++)
            {
                var (column, weight) = (Train.RowColumns(row)[entry], Train.RowValues(row)[entry]);
                graph[row, column] = weight;
                byUser[row] += weight;
                byItem[column] += weight;
            }
        }

        for (var row = 0; row < Users; row++)
        {
            for (var column = 0; column < Items; column++)
            {
                if (graph[row, column] > 0)
                    graph[row, column] *= Math.Pow(byUser[row], -user) * Math.Pow(byItem[column], -item);
            }
        }

        return (graph, Array.ConvertAll(byItem, degree => degree > 0 ? Math.Pow(degree, output) : 0));
    }

    private static double[,] Transpose(double[,] matrix)
    {
        var transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var column = 0; column < matrix.GetLength(1); column++)
                transposed[column, row] = matrix[row, column];
        }

        return transposed;
    }

    private static double[,] Multiply(double[,] left, double[,] right)
    {
        var product = new double[left.GetLength(0), right.GetLength(1)];
        for (var row = 0; row < left.GetLength(0); row++)
        {
            for (var column = 0; column < right.GetLength(1); column++)
            {
                for (var inner = 0; inner < right.GetLength(0); inner++)
                    product[row, column] += left[row, inner] * right[inner, column];
            }
        }

        return product;
    }
}
