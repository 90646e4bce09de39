using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>Histories of the judged users, made once.</summary>
internal sealed class JudgedHistories
{
    private readonly Dictionary<int, HistoryEntry[]> _histories;

    public JudgedHistories(ShopperHistories histories, CsrMatrix heldOut) => _histories = Enumerable
        .Range(0, heldOut.Rows)
        .Where(user => heldOut.RowLength(user) > 0)
        .ToDictionary(user => user, histories.Of);

    public HistoryEntry[] Of(int user) => _histories[user];
}
