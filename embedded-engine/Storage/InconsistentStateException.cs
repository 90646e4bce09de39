namespace Orleans.Storage;

/// <summary>A write met a stored ETag it did not expect. The activation that tried is deactivated.</summary>
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, null)
    {
    }

    public InconsistentStateException(
        string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    [Id(1)]
    public string? StoredEtag { get; private set; }

    [Id(2)]
    public string? CurrentEtag { get; private set; }

    /// <summary>False once it has left the activation that wrote: only that one is deactivated.</summary>
    [Id(0)]
    internal bool IsSourceActivation { get; set; } = true;

    public override string ToString() =>
        $"{nameof(InconsistentStateException)}: {Message} Expected Etag={StoredEtag} Received Etag={CurrentEtag} "
        + InnerException;
}
