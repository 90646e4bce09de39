namespace Ayni.Numerics;

public sealed partial class CholeskyRowSolver
{
    /// <summary>
    /// Splits the score that a row's solution gives a factor t into one part an entry: tᵀ A⁻¹ c y, where A is the
    /// matrix of the row's normal equation (Hu, Koren, Volinsky 2008, section 5). One solve for all entries.
    /// </summary>
    /// <param name="side">The fixed side.</param>
    /// <param name="equation">The row.</param>
    /// <param name="target">The factor t that is scored, rank numbers.</param>
    /// <param name="parts">Receives one part an entry, in their order; their sum is t · solution.</param>
    /// <exception cref="NormalEquationException">Not positive definite, or not finite.</exception>
    public void SolveParts(
        FixedSide side, in RowEquation equation, ReadOnlySpan<float> target, Span<double> parts)
    {
        if (equation.Indices.IsEmpty)
            return;
        Factorize(side, equation);
        SolvePartsOfFactorized(side, equation, target, parts);
    }

    /// <summary>
    /// Factorises a row's matrix, A = UᵀU, for any number of <see cref="SolvePartsOfFactorized"/>; what is solved
    /// between replaces it.
    /// </summary>
    /// <param name="side">The fixed side.</param>
    /// <param name="equation">The row.</param>
    /// <exception cref="NormalEquationException">Not positive definite, or not finite.</exception>
    public void Factorize(FixedSide side, in RowEquation equation)
    {
        ArgumentNullException.ThrowIfNull(side);
        Start(side, equation);
        Factorize(equation.Row);
    }

    /// <summary>
    /// <see cref="SolveParts"/> of the row that <see cref="Factorize(FixedSide, in RowEquation)"/> took last.
    /// </summary>
    /// <param name="side">The fixed side, the same.</param>
    /// <param name="equation">The row, the same.</param>
    /// <param name="target">The factor t that is scored, rank numbers.</param>
    /// <param name="parts">Receives one part an entry, in their order; their sum is t · solution.</param>
    /// <exception cref="NormalEquationException">A part is not finite.</exception>
    public void SolvePartsOfFactorized(
        FixedSide side, in RowEquation equation, ReadOnlySpan<float> target, Span<double> parts)
    {
        ArgumentNullException.ThrowIfNull(side);
        ArgumentOutOfRangeException.ThrowIfNotEqual(parts.Length, equation.Indices.Length, nameof(parts));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, Rank, nameof(target));
        _vector.AsSpan().Clear();
        VectorKernels.Widen(target, _vector);
        Substitute();
        for (var entry = 0; entry < equation.Indices.Length; entry++)
        {
            var factor = side.FactorOf(equation.Indices[entry]);
            var sum = 0.0;
            for (var element = 0; element < Rank; element++)
                sum += factor[element] * _vector[element];
            parts[entry] = equation.Confidences[entry] * sum;
            if (!double.IsFinite(parts[entry]))
            {
                throw new NormalEquationException(
                    equation.Row, entry, parts[entry], "has a part that is not finite");
            }
        }
    }
}
