using Ayni.Grains.Models;
using Ayni.Grains.Users;

namespace Ayni.Grains.Answering;

/// <summary>
/// Splits a collaborative score into the parts of the past products (Hu, Koren, Volinsky 2008, section 5). With
/// W = α₀ YᵀY + Σ c y yᵀ + λ I the user's factor is W⁻¹ Σ c y, hence the score of item i is Σⱼ cⱼ yᵢᵀ W⁻¹ yⱼ: one part
/// a past item j, and exactly the score in sum; times the item's scale where the model has one.
/// </summary>
public sealed class ScoreDecomposition
{
    private readonly ServedModel _model;
    private readonly ModelArtifact _artifact;
    private readonly FoldedFactor _folded;

    // W = L Lᵀ; lower triangle, rank × rank, row-major.
    private readonly double[] _lower;

    /// <summary>Factorises W once, for any number of items.</summary>
    public ScoreDecomposition(ServedModel model, FoldedFactor folded)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(folded);
        (_model, _artifact) = (model, model.Artifact);
        _folded = folded;
        _lower = Normal(model, folded);
        Factorize(_lower, _artifact.Rank);
    }

    /// <summary>Part of the item's score that each past item accounts for, in the order of the folded items.</summary>
    public double[] PartsOf(int itemIndex)
    {
        var solved = Solve(_artifact.FactorOf(itemIndex));
        double scale = _model.ScaleOf(itemIndex);
        var parts = new double[_folded.Items.Length];
        for (var past = 0; past < parts.Length; past++)
        {
            double product = 0;
            var factor = _artifact.FactorOf(_folded.Items[past]);
            for (var element = 0; element < factor.Length; element++)
                product += solved[element] * factor[element];
            parts[past] = scale * _folded.Confidences[past] * product;
        }

        return parts;
    }

    private static double[] Normal(ServedModel model, FoldedFactor folded)
    {
        var (artifact, rank) = (model.Artifact, model.Artifact.Rank);
        var regularization = FoldIn.RegularizationOf(model, folded.Items.Length);
        var matrix = new double[rank * rank];
        for (var row = 0; row < rank; row++)
        {
            // The Gramian is diagonal in the axes of a published model.
            matrix[(row * rank) + row] = (artifact.Options.UnobservedWeight * artifact.Eigenvalues[row])
                + regularization;
        }

        for (var past = 0; past < folded.Items.Length; past++)
        {
            var factor = artifact.FactorOf(folded.Items[past]);
            for (var row = 0; row < rank; row++)
            {
                var weighted = folded.Confidences[past] * (double)factor[row];
                for (var column = 0; column <= row; column++)
                    matrix[(row * rank) + column] += weighted * factor[column];
            }
        }

        return matrix;
    }

    private static void Factorize(double[] matrix, int rank)
    {
        for (var column = 0; column < rank; column++)
        {
            for (var row = column; row < rank; row++)
            {
                var value = matrix[(row * rank) + column];
                for (var inner = 0; inner < column; inner++)
                    value -= matrix[(row * rank) + inner] * matrix[(column * rank) + inner];

                // Positive definite because λ is over 0; the solver refused the equation otherwise.
                matrix[(row * rank) + column] = row == column
                    ? Math.Sqrt(value)
                    : value / matrix[(column * rank) + column];
            }
        }
    }

    private double[] Solve(ReadOnlySpan<float> right)
    {
        var rank = _artifact.Rank;
        var solution = new double[rank];
        for (var row = 0; row < rank; row++)
        {
            double value = right[row];
            for (var column = 0; column < row; column++)
                value -= _lower[(row * rank) + column] * solution[column];
            solution[row] = value / _lower[(row * rank) + row];
        }

        for (var row = rank - 1; row >= 0; row--)
        {
            for (var below = row + 1; below < rank; below++)
                solution[row] -= _lower[(below * rank) + row] * solution[below];
            solution[row] /= _lower[(row * rank) + row];
        }

        return solution;
    }
}
