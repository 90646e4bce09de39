namespace Ayni.Recommenders;

/// <summary>How the rows of a half-sweep are solved.</summary>
public enum AlsSolver
{
    /// <summary>Each row exactly: <see cref="Ayni.Numerics.ExactRowSolver"/>.</summary>
    Exact,

    /// <summary>
    /// iALS++ (Rendle et al. 2021b): a block of elements after the other, each exactly, from the row's factor of the
    /// sweep before. Cheaper for long rows at large ranks; needs a few sweeps more.
    /// </summary>
    BlockCoordinate,

    /// <summary>Each row by Cholesky of the whole matrix in double precision: slow, for comparison.</summary>
    Cholesky,
}
