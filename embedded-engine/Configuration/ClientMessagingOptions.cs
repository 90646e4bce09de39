namespace Orleans.Configuration;

/// <summary>Limits of calls made by a client.</summary>
public class ClientMessagingOptions : MessagingOptions;
