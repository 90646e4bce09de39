namespace Ayni.Storage.Backups;

/// <summary>How far a backup or a restore is.</summary>
/// <param name="Part">The part at work.</param>
/// <param name="Done">Units of it that are done.</param>
/// <param name="Total">Units that it has.</param>
/// <param name="Unit">What is counted, in the plural.</param>
public sealed record BackupProgress(string Part, long Done, long Total, string Unit);
