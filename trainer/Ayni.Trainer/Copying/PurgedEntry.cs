using Ayni.Data.Copies;
using Ayni.Domain.Copies;

namespace Ayni.Trainer.Copying;

/// <summary>A registered folder as <c>copies purge</c> tells of it.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Machine">Machine that wrote it.</param>
/// <param name="Directory">Its path.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="RowsRemoved">Rows fewer, by table.</param>
/// <param name="Problem">Why it could not be purged.</param>
internal sealed record PurgedEntry(
    LogCopyKind Kind,
    string Machine,
    string Directory,
    CopyOutcome Outcome,
    IReadOnlyDictionary<string, long> RowsRemoved,
    string? Problem)
{
    public static PurgedEntry Of(CopyPurge purge) => new(
        purge.Copy.Kind, purge.Copy.Machine, purge.Copy.Directory, purge.Outcome, purge.RowsRemoved, purge.Problem);
}
