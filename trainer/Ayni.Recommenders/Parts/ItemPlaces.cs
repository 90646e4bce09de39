namespace Ayni.Recommenders;

/// <summary>Where each item stands in the users' sequences: by user, then by place.</summary>
internal sealed class ItemPlaces
{
    private readonly int[] _starts;
    private readonly (int User, int Place)[] _places;

    public ItemPlaces(ItemSequences sequences)
    {
        _starts = new int[sequences.ItemCount + 1];
        for (var user = 0; user < sequences.UserCount; user++)
        {
            foreach (var item in sequences.Of(user))
                _starts[item + 1]++;
        }

        for (var item = 0; item < sequences.ItemCount; item++)
            _starts[item + 1] += _starts[item];
        _places = new (int, int)[sequences.EntryCount];
        var next = _starts.AsSpan(0, sequences.ItemCount).ToArray();
        for (var user = 0; user < sequences.UserCount; user++)
        {
            var items = sequences.Of(user);
            for (var place = 0; place < items.Length; place++)
                _places[next[items[place]]++] = (user, place);
        }
    }

    /// <summary>Places of an item.</summary>
    public ReadOnlySpan<(int User, int Place)> Of(int item) =>
        _places.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);
}
