using Ayni.Domain.Interactions;

namespace Ayni.Quality;

/// <summary>The orders of a period.</summary>
internal sealed class OrderRows
{
    private readonly List<int> _users = [];
    private readonly List<double> _lines = [];
    private readonly List<double> _pieces = [];

    public int Count => _users.Count;

    public static OrderRows Of(InteractionRows.Row[] rows)
    {
        var orders = new OrderRows();
        var places = new Dictionary<int, int>();
        var met = new HashSet<(int Order, int Product)>();
        foreach (var row in rows)
        {
            if (row.Order < 0 || row.Type != InteractionType.Purchase)
                continue;
            if (!places.TryGetValue(row.Order, out var place))
            {
                places.Add(row.Order, place = orders.Count);
                orders._users.Add(row.User);
                orders._lines.Add(0);
                orders._pieces.Add(0);
            }

            orders._lines[place] += met.Add((row.Order, row.Product)) ? 1 : 0;
            orders._pieces[place] += double.IsNaN(row.Score) ? 1 : row.Score;
        }

        return orders;
    }

    public Sample<double> Lines() => new(_lines, _users);

    public Sample<double> Pieces() => new(_pieces, _users);
}
