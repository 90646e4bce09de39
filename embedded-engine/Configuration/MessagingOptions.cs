namespace Orleans.Configuration;

/// <summary>Limits of calls.</summary>
public abstract class MessagingOptions
{
    /// <value>How long a caller waits for an answer; 30 s by default.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <value>Whether a call that timed out is cancelled where its method takes a token; false by default.</value>
    public bool CancelRequestOnTimeout { get; set; }

    /// <value>Whether a caller that cancels waits for the method to end; false by default.</value>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
