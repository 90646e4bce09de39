namespace Ayni.Recommenders;

/// <summary>P = (XᵀX + λI)⁻¹, whatever is stored of it. X is users × slots.</summary>
internal interface IEaseInverse
{
    /// <summary>Diagonal of P, by slot.</summary>
    float[] Diagonal { get; }

    /// <summary>h P for fitted users' rows h.</summary>
    /// <param name="users">Rows of X.</param>
    /// <param name="products">Receives users × slots, row-major.</param>
    void MultiplyUsers(ReadOnlySpan<int> users, Span<float> products);

    /// <summary>h P for any row h.</summary>
    /// <param name="history">Slots, ascending, and their values.</param>
    /// <param name="products">Receives slots numbers.</param>
    void Multiply(IReadOnlyList<(int Slot, float Value)> history, Span<float> products);

    /// <summary>An element of P.</summary>
    double Element(int slot, int other);
}
