namespace Orleans.Configuration;

/// <summary>Limits of calls made in a silo.</summary>
public class SiloMessagingOptions : MessagingOptions;
