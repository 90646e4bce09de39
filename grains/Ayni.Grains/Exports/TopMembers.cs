namespace Ayni.Grains.Exports;

/// <summary>The best of the shoppers offered: score descending, then user id (ordinal). For one writer.</summary>
/// <param name="count">Shoppers kept, 1 or more.</param>
internal sealed class TopMembers(int count)
{
    private readonly PriorityQueue<AudienceMember, AudienceMember> _worstFirst =
        new(Comparer<AudienceMember>.Create(static (one, other) => Compare(other, one)));

    private double _threshold = double.NegativeInfinity;

    /// <summary>A score under this is not among the best; it only rises, and any thread may look.</summary>
    public double Threshold => Volatile.Read(ref _threshold);

    /// <summary>Offers a shopper.</summary>
    public void Offer(AudienceMember member)
    {
        if (_worstFirst.Count < count)
            _worstFirst.Enqueue(member, member);
        else
            _worstFirst.EnqueueDequeue(member, member);
        if (_worstFirst.Count == count)
            Volatile.Write(ref _threshold, _worstFirst.Peek().Score);
    }

    /// <summary>Those kept, best first.</summary>
    public IReadOnlyList<AudienceMember> ToList()
    {
        List<AudienceMember> members = [.. _worstFirst.UnorderedItems.Select(item => item.Element)];
        members.Sort(Compare);
        return members;
    }

    private static int Compare(AudienceMember one, AudienceMember other)
    {
        var byScore = other.Score.CompareTo(one.Score);
        return byScore != 0 ? byScore : string.CompareOrdinal(one.UserId, other.UserId);
    }
}
