using Ayni.Domain.Interactions;

namespace Ayni.Gateway.Events;

/// <summary>
/// What became of the events of one request. All of them are in the durable log, but those of shoppers who were erased.
/// </summary>
/// <param name="Accepted">Events that are new.</param>
/// <param name="Duplicates">Events the log already held; they changed nothing.</param>
/// <param name="Applied">
/// True if every answer from now on takes them into account; asked for with <c>wait=applied</c>.
/// </param>
/// <param name="Events">One entry an event, in the order sent.</param>
/// <param name="IgnoredFields">Fields that mean nothing to us, at most 20 of them.</param>
public sealed record EventsAnswer(
    int Accepted,
    int Duplicates,
    bool Applied,
    IReadOnlyList<AppendResult> Events,
    IReadOnlyList<string> IgnoredFields)
{
    /// <summary>
    /// Events that were dropped: their shoppers were erased, and they are dated up to then. Marked <c>is_erased</c>;
    /// sending them again changes nothing.
    /// </summary>
    public int Erased { get; init; }

    /// <summary>
    /// What is odd about them, at most 20 entries: products that the catalogue does not hold. Said by a gateway with a
    /// silo alone, whose index knows the catalogue; never while the catalogue is empty.
    /// </summary>
    public IReadOnlyList<EventWarning> Warnings { get; init; } = [];
}
