using Ayni.Grains.Models;
using Ayni.Grains.Users;
using Ayni.Numerics;

namespace Ayni.Grains.Answering;

/// <summary>
/// Splits a collaborative score into the parts of the past products (Hu, Koren, Volinsky 2008, section 5). With
/// W = α₀ YᵀY + Σ c y yᵀ + λ I the user's factor is W⁻¹ Σ c y, hence the score of item i is Σⱼ cⱼ yᵢᵀ W⁻¹ yⱼ: one part
/// a past item j, and exactly the score in sum; times the item's scale where the model has one.
/// </summary>
/// <remarks>Holds scratch memory: for one thread.</remarks>
public sealed class ScoreDecomposition
{
    private readonly ServedModel _model;
    private readonly FoldedFactor _folded;
    private readonly CholeskyRowSolver _solver;

    /// <summary>Factorises W once, for any number of items.</summary>
    /// <exception cref="NormalEquationException">W is not positive definite in double precision.</exception>
    public ScoreDecomposition(ServedModel model, FoldedFactor folded)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(folded);
        (_model, _folded) = (model, folded);
        _solver = new CholeskyRowSolver(model.Artifact.Rank);
        _solver.Factorize(model.Items, Equation);
    }

    private RowEquation Equation =>
        new(_folded.Items, _folded.Confidences, FoldIn.RegularizationOf(_model, _folded.Items.Length));

    /// <summary>Part of the item's score that each past item accounts for, in the order of the folded items.</summary>
    public double[] PartsOf(int itemIndex)
    {
        var parts = new double[_folded.Items.Length];
        _solver.SolvePartsOfFactorized(_model.Items, Equation, _model.Items.FactorOf(itemIndex), parts);
        double scale = _model.ScaleOf(itemIndex);
        for (var past = 0; past < parts.Length; past++)
            parts[past] *= scale;
        return parts;
    }
}
