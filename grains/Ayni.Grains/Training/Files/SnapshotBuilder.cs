using Ayni.Domain.Interactions;
using Ayni.Domain.Training;
using Ayni.GrainInterfaces.Models;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Grains.Training;

/// <summary>
/// Makes a <see cref="Snapshot"/> out of the log's rows, which come user by user in <see cref="IdOrder"/>. Users and
/// products without positive weight are left out. Holds pairs and interactions in memory, 12 bytes each.
/// </summary>
/// <param name="options">Options of the run.</param>
/// <param name="referenceTime">Time that decay is measured from.</param>
/// <param name="active">The version that answers when the run begins; null if none does.</param>
public sealed class SnapshotBuilder(
    TrainingOptions options, DateTimeOffset referenceTime, ModelVersion? active = null)
{
    private readonly List<string> _userIds = [];
    private readonly List<int> _userStarts = [0];
    private readonly List<int> _products = [];
    private readonly List<double> _weights = [];
    private readonly Dictionary<string, int> _productNumbers = new(StringComparer.Ordinal);
    private readonly List<string> _productIds = [];
    private readonly List<LoggedInteraction> _rows = [];
    private readonly HoldOutDraw _draw = new(options, active);
    private readonly ShopperEventsBuilder _events = new(options.Weights, referenceTime);

    /// <summary>Takes the next row of the log.</summary>
    /// <exception cref="InvalidDataException">Users do not come in the order of ids: the store is at fault.</exception>
    public void Add(LoggedInteraction row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var userId = row.Interaction.UserId;
        if (_rows.Count > 0 && _rows[0].Interaction.UserId is var current && current != userId)
        {
            if (IdOrder.Compare(current, userId) > 0)
                throw new InvalidDataException($"The log gave user '{userId}' after '{current}': out of order.");
            CloseUser();
        }

        _rows.Add(row);
    }

    /// <summary>The snapshot of all rows given. Call once.</summary>
    public Snapshot Build(CancellationToken cancellationToken = default)
    {
        CloseUser();
        var productIds = _productIds.ToArray();
        Array.Sort(productIds, StringComparer.Ordinal);
        var itemIndices = new int[productIds.Length];
        for (var index = 0; index < productIds.Length; index++)
            itemIndices[_productNumbers[productIds[index]]] = index;
        cancellationToken.ThrowIfCancellationRequested();

        var drawn = _draw.Draw(_userIds.Count);
        var judged = Indices(drawn.Judged, itemIndices);
        var byUser = Entries(judged, itemIndices, out var popularity);
        cancellationToken.ThrowIfCancellationRequested();
        return new(
            [.. _userIds], productIds, byUser, HeldOutEntries(judged),
            HeldOutEntries(Indices(drawn.Searched, itemIndices)),
            HeldOutEntries([.. judged.Select((item, user) => drawn.IsCompared[user] ? item : -1)]),
            drawn.Kind, popularity, _events.Build(judged, itemIndices));
    }

    private void CloseUser()
    {
        if (_rows.Count == 0)
            return;
        var pairs = PairWeights.Sum(_rows, options.Weights, referenceTime);
        if (pairs.Count > 0)
        {
            _userIds.Add(_rows[0].Interaction.UserId);
            foreach (var pair in pairs)
            {
                _products.Add(NumberOf(pair.ProductId));
                _weights.Add(pair.Weight);
            }

            _userStarts.Add(_products.Count);
            var oldestFirst = HistoryOrder.OldestFirst(_rows, options.Weights, referenceTime).ToList();
            _events.AddOldestFirst(oldestFirst, NumberOf);
            _draw.Add(_userIds.Count - 1, _rows, oldestFirst, pairs.Count, NumberOf);
        }

        _rows.Clear();
    }

    private int NumberOf(string productId)
    {
        if (_productNumbers.TryGetValue(productId, out var number))
            return number;
        _productNumbers.Add(productId, _productIds.Count);
        _productIds.Add(productId);
        return _productIds.Count - 1;
    }

    /// <summary>Item index of each user's product number; −1 where there is none.</summary>
    private static int[] Indices(int[] products, int[] itemIndices) =>
        Array.ConvertAll(products, product => product < 0 ? -1 : itemIndices[product]);

    /// <summary>Pairs are in ordinal order of product id, so their item indices ascend as they are.</summary>
    private CsrMatrix Entries(int[] judged, int[] itemIndices, out float[] popularity)
    {
        var count = _products.Count - judged.Count(item => item >= 0);
        var (starts, columns, values) = (new int[judged.Length + 1], new int[count], new float[count]);
        var sums = new double[itemIndices.Length];
        var als = AlsOptions.From(options);
        var target = 0;
        for (var user = 0; user < judged.Length; user++)
        {
            var pairs = _userStarts[user + 1] - _userStarts[user] - (judged[user] < 0 ? 0 : 1);
            var scale = Confidence.ScaleOf(als, pairs);
            for (var pair = _userStarts[user]; pair < _userStarts[user + 1]; pair++)
            {
                var item = itemIndices[_products[pair]];
                if (item == judged[user])
                    continue;
                sums[item] += _weights[pair];
                columns[target] = item;
                values[target++] = Confidence.FromWeight(_weights[pair], scale);
            }

            starts[user + 1] = target;
        }

        var largest = sums.DefaultIfEmpty().Max();
        popularity = Array.ConvertAll(sums, sum => largest > 0 ? (float)(sum / largest) : 0);
        return new CsrMatrix(judged.Length, itemIndices.Length, starts, columns, values);
    }

    private CsrMatrix HeldOutEntries(int[] judged)
    {
        var starts = new int[judged.Length + 1];
        for (var user = 0; user < judged.Length; user++)
            starts[user + 1] = starts[user] + (judged[user] >= 0 ? 1 : 0);
        var columns = judged.Where(item => item >= 0).ToArray();
        var values = new float[columns.Length];
        Array.Fill(values, 1f);
        return new CsrMatrix(judged.Length, _productIds.Count, starts, columns, values);
    }
}
