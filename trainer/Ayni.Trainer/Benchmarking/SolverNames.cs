using Ayni.Domain.Errors;
using Ayni.Recommenders;

namespace Ayni.Trainer.Benchmarking;

/// <summary>Solvers that can be measured.</summary>
internal static class SolverNames
{
    /// <summary>The library's default.</summary>
    public const string Exact = "exact";

    /// <summary>Conjugate gradients: the baseline.</summary>
    public const string Gradient = "cg3";

    /// <summary>Block coordinate descent.</summary>
    public const string BlockCoordinate = "block-coordinate";

    /// <summary>A whole matrix a row, in double precision: the reference.</summary>
    public const string Cholesky = "cholesky";

    /// <summary>Steps of <see cref="Gradient"/>.</summary>
    public const int GradientSteps = 3;

    public static readonly string[] All = [Exact, BlockCoordinate, Gradient, Cholesky];

    /// <summary>Measured unless others are asked for.</summary>
    public static readonly string[] Default = [Exact, Gradient];

    /// <summary>The library's solver of a name.</summary>
    public static AlsSolver Of(string name) => name switch
    {
        Exact => AlsSolver.Exact,
        BlockCoordinate => AlsSolver.BlockCoordinate,
        Cholesky => AlsSolver.Cholesky,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Not a solver of the library."),
    };

    /// <summary>The names asked for, in our order, without repeats.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: there is none, or one is unknown.</exception>
    public static IReadOnlyList<string> Check(IReadOnlyCollection<string> names)
    {
        var unknown = names.Except(All, StringComparer.Ordinal).ToArray();
        return unknown.Length == 0 && names.Count > 0
            ? [.. All.Where(names.Contains)]
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"--solvers is '{string.Join(", ", names)}'; it must be one or more of {string.Join(", ", All)}.");
    }
}
