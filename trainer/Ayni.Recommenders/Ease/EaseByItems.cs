using Ayni.Numerics;

namespace Ayni.Recommenders;

/// <summary>P itself, slots × slots: Steck's form, for catalogues smaller than the number of users.</summary>
internal sealed class EaseByItems : IEaseInverse
{
    private readonly CsrMatrix _users;
    private readonly SymmetricTiles _inverse;

    public EaseByItems(CsrMatrix users, double regularization, ParallelOptions parallel, IProgress<double>? progress)
    {
        _users = users;
        _inverse = SparseGram.Of(users.Transpose(), regularization, parallel);
        SymmetricInverse.Invert(_inverse, parallel, progress);
        Diagonal = new float[users.Columns];
        for (var slot = 0; slot < Diagonal.Length; slot++)
            Diagonal[slot] = _inverse[slot, slot];
    }

    public float[] Diagonal { get; }

    public void MultiplyUsers(ReadOnlySpan<int> users, Span<float> products)
    {
        for (var index = 0; index < users.Length; index++)
        {
            var target = products.Slice(index * Diagonal.Length, Diagonal.Length);
            target.Clear();
            var slots = _users.RowColumns(users[index]);
            var values = _users.RowValues(users[index]);
            for (var entry = 0; entry < slots.Length; entry++)
                _inverse.AddRow(slots[entry], values[entry], target);
        }
    }

    public void Multiply(IReadOnlyList<(int Slot, float Value)> history, Span<float> products)
    {
        products.Clear();
        foreach (var (slot, value) in history)
            _inverse.AddRow(slot, value, products);
    }

    public double Element(int slot, int other) => _inverse[slot, other];
}
