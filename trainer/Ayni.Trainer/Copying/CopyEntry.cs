using Ayni.Data.Copies;
using Ayni.Domain.Copies;

namespace Ayni.Trainer.Copying;

/// <summary>A registered folder as <c>copies</c> lists it.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Machine">Machine that wrote it.</param>
/// <param name="Directory">Its path.</param>
/// <param name="Presence">How this machine finds it.</param>
/// <param name="LogPosition">Last position of the log in it; null: unfinished.</param>
/// <param name="RegisteredAt">When its writing began.</param>
/// <param name="PurgedAt">When it was last looked through; null: not since.</param>
/// <param name="ErasuresWithin">Erasures since of what it may have been made of.</param>
/// <param name="MissingSince">Since when it is missing on its machine.</param>
/// <param name="Problem">Why it could not be purged.</param>
internal sealed record CopyEntry(
    LogCopyKind Kind,
    string Machine,
    string Directory,
    CopyPresence Presence,
    long? LogPosition,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? PurgedAt,
    long ErasuresWithin,
    DateTimeOffset? MissingSince,
    string? Problem)
{
    public static CopyEntry Of(LogCopy copy) => new(
        copy.Kind, copy.Machine, copy.Directory, CopyPurger.Look(copy), copy.LogPosition, copy.RegisteredAt,
        copy.PurgedAt, copy.ErasuresWithin, copy.MissingSince, copy.Problem);
}
