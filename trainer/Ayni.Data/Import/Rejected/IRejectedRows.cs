namespace Ayni.Data.Import.Rejected;

/// <summary>Takes every refused row, when it is refused.</summary>
public interface IRejectedRows
{
    /// <summary>Takes a row.</summary>
    void Add(RejectedRow row);
}
